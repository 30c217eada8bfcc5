/**
 * Template Service: where it lives, how it signs requests, how it reports failure.
 *
 * @see https://example.com/docs
 * @module
 */
import type { ErrorCode } from "../../shared/runtime/errors.ts";
import { defineService, failureMessage, statusFailure } from "../../shared/runtime/service.ts";
import * as z from "../../shared/runtime/zod.ts";

const NAME = "Template Service";

const ErrorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string().default("") }) });

/** The provider's own codes by what the reader has to do. Others count by their status. */
const CODES = new Map<string, ErrorCode>([
  ["scope_required", "missing_scope"],
  ["too_many_requests", "rate_limited"],
]);

export const templateService = defineService({
  connector: "template_service",
  name: NAME,
  baseUrl: "https://api.example.com/v1/",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),

  failure({ status, body }) {
    const byStatus = statusFailure(NAME, status);
    const { data } = ErrorAnswer.safeParse(body);
    if (!byStatus || !data) return byStatus;
    const code = CODES.get(data.error.code) ?? byStatus.code;
    const message = code === "provider_rejected"
      ? `${NAME} refused: ${data.error.message}`
      : failureMessage(NAME, code);
    return { code, reason: data.error.code, message };
  },
});
