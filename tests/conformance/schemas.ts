/**
 * Checks values against the schemas of one contract, compiled when first needed.
 *
 * @module
 */
import addFormats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { explain, type Finding } from "./explain.ts";
import type { JsonObject } from "./json.ts";
import { documentVariant, type VariantOptions } from "./variants.ts";

export class ContractSchemas {
  private readonly ajv = new Ajv2020({ strict: false, logger: false, allErrors: true, verbose: true });
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly base: string;

  constructor(document: JsonObject, options: VariantOptions) {
    this.base = options.base;
    addFormats(this.ajv);
    for (const variant of ["open", "inner", "closed"] as const) {
      this.ajv.addSchema(documentVariant(document, variant, options), undefined, false, false);
    }
  }

  /** `pointer` leads to the schema in the contract. */
  check(pointer: string, variant: "open" | "closed", value: unknown): Finding[] {
    const validate = this.compile(`${this.base}/${variant}#${encodePointer(pointer)}`);
    return validate(value) ? [] : explain(this.ajv, validate.errors ?? []);
  }

  /** The findings of the reading that comes closest: none where one fits. Readings go from plain to specific. */
  checkReadings(pointer: string, variant: "open" | "closed", readings: readonly unknown[]): Finding[] {
    let findings: Finding[] = [];
    for (const reading of readings) {
      findings = this.check(pointer, variant, reading);
      if (findings.length === 0) return [];
    }
    return findings;
  }

  private compile(reference: string): ValidateFunction {
    const known = this.compiled.get(reference);
    if (known) return known;
    const validate = this.ajv.compile({ $ref: reference });
    this.compiled.set(reference, validate);
    return validate;
  }
}

function encodePointer(pointer: string): string {
  return pointer.split("/").map(encodeURIComponent).join("/");
}
