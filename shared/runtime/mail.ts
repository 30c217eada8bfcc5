/**
 * Mail addresses and subjects as callers give them: the rules and the input schemas, for every mail service.
 *
 * @module
 * @version 0.1.0
 */
import * as z from "./zod.ts";

/** How many recipients one call may have: to, cc and bcc together. */
export const MAX_RECIPIENTS = 100;

const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;

/** Tells what is wrong with an address, or `undefined` where nothing is. */
export function addressProblem(email: string): string | undefined {
  if (email.length > 254) return `expected an address of at most 254 characters, got ${email.length}`;
  if (/[<>"]/.test(email)) {
    return 'expected only the address; give a name as { "email": "...", "name": "..." }';
  }
  if (/[,;]/.test(email)) return "expected one address; give several as an array";

  const at = email.lastIndexOf("@");
  const localPart = email.slice(0, Math.max(at, 0));
  const domain = email.slice(at + 1);
  if (LOCAL_PART.test(localPart) && /[^\0-\x7f]/.test(domain)) {
    return "expected a domain in ASCII; write an international one in Punycode, such as xn--bcher-kva.example";
  }
  // Some mail systems decode encoded words even in an address, and deliver elsewhere then
  // (https://portswigger.net/research/splitting-the-email-atom).
  if (!LOCAL_PART.test(localPart) || !DOMAIN.test(domain) || localPart.includes("=?")) {
    return "expected an address such as name@example.com, without spaces and in ASCII";
  }
  return undefined;
}

/** Tells what keeps a text out of a mail's header, or `undefined` where nothing does. */
export function lineProblem(text: string): string | undefined {
  const control = /[\p{Cc}\u2028\u2029]/u.exec(text)?.[0].charCodeAt(0);
  if (control === undefined) return undefined;
  const name = control.toString(16).toUpperCase().padStart(4, "0");
  return `expected one line without control characters, got U+${name}`;
}

export const Address = checked(addressProblem);
const Line = checked(lineProblem);

const Mailbox = z.strictObject({ email: Address, name: Line.max(256).optional() });
const AddressOrMailbox = z.union([Address, Mailbox]);

/** An address, or an address with a name; either way the parsed value is an object. */
export const Recipient = AddressOrMailbox.transform(toMailbox);
export type Recipient = z.output<typeof Recipient>;

/** One recipient or several; either way the parsed value is an array. */
export const Recipients = z
  .union([Address, Mailbox, z.array(AddressOrMailbox).max(MAX_RECIPIENTS)])
  .transform((given) => Array.isArray(given) ? given.map(toMailbox) : [toMailbox(given)]);
export type Recipients = z.output<typeof Recipients>;

export const Subject = Line.max(998);

function toMailbox(given: z.output<typeof AddressOrMailbox>): z.output<typeof Mailbox> {
  return typeof given === "string" ? { email: given } : given;
}

function checked(problem: (text: string) => string | undefined): z.ZodString {
  return z.string().superRefine((text, context) => {
    const message = problem(text);
    // A union reports the one branch that can continue as it is, and wraps all others' issues.
    if (message) context.addIssue({ code: "custom", message, continue: true });
  });
}
