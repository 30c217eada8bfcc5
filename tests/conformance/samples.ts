/**
 * All samples, by what they show.
 *
 * @module
 */
import { GOOGLE_SAMPLES } from "./samples/google.ts";
import { LINEAR_SAMPLES } from "./samples/linear.ts";
import { MICROSOFT_SAMPLES } from "./samples/microsoft.ts";
import { OTHERS_SAMPLES } from "./samples/others.ts";
import type { Samples } from "./samples/sample.ts";
import { SLACK_SAMPLES } from "./samples/slack.ts";

export const SAMPLES: Samples = {
  ...SLACK_SAMPLES,
  ...GOOGLE_SAMPLES,
  ...MICROSOFT_SAMPLES,
  ...LINEAR_SAMPLES,
  ...OTHERS_SAMPLES,
};
