/**
 * Typeform: its three data centres and how it reports failure.
 *
 * @see https://www.typeform.com/developers/get-started/
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "../runtime/errors.ts";
import { FunctionError } from "../runtime/errors.ts";
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "Typeform";

/** An account's data lies in one place, and the others do not know it. */
const HOSTS = new Map([
  ["us", "api.typeform.com"],
  ["eu", "api.eu.typeform.com"],
  ["eu2", "api.typeform.eu"],
]);

/** `us` (where unset), `eu` for EU accounts from before August 2025, `eu2` for those from then on. */
export const TYPEFORM_REGION = "TYPEFORM_REGION";

export const typeform = defineService({
  connector: "typeform",
  name: NAME,
  hosts: [...HOSTS.values()],
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: typeformFailure,

  baseUrl({ connection, optionalSecret }) {
    const own = Object.values(connection.connectionConfig ?? {}).find((value) =>
      [...HOSTS.values()].includes(value)
    );
    const host = own ?? HOSTS.get(optionalSecret(TYPEFORM_REGION)?.toLowerCase() ?? "us");
    if (host) return `https://${host}/`;
    throw new FunctionError("not_configured", `The secret ${TYPEFORM_REGION} names no region of Typeform`, {
      hint: `Set it to us, eu (EU accounts from before August 2025) or eu2 (EU accounts from then on)`,
      params: { secret: TYPEFORM_REGION },
    });
  },
});

const ErrorAnswer = z.object({
  code: z.string(),
  description: z.string().default(""),
  details: z.array(z.object({ field: z.string().optional(), description: z.string().optional() })).nullish(),
});

const REGION_HINT = `If the account is in the EU, set the secret ${TYPEFORM_REGION} to eu or eu2`;
const HINTS = new Map<ErrorCode, string>([
  ["connection_expired", `Authorize the Typeform connector again. ${REGION_HINT}`],
  ["not_found", `Use a form of the connected account. ${REGION_HINT}`],
]);

function typeformFailure({ status, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(body);
  const details =
    data?.details?.map(({ field, description }) => [field, description].filter(Boolean).join(": ")) ?? [];
  const said = [data?.description, ...details].filter(Boolean).join("; ");
  return {
    code: byStatus.code,
    reason: data?.code,
    message: byStatus.code === "provider_rejected" && said
      ? `${NAME} refused: ${said}`
      : failureMessage(NAME, byStatus.code),
    hint: HINTS.get(byStatus.code),
  };
}

export const typeformId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "Expected an ID such as WMpBq4vc");
export const typeformFormId = typeformId.describe(
  "ID of the form, from its address: WMpBq4vc in /to/WMpBq4vc",
);
