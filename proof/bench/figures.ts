/**
 * Figures as the page shows them, and aims about them.
 *
 * @module
 */
import type { Aim } from "../part.ts";
import { median } from "./statistics.ts";

export const kilobytes = (bytes: number): string => `${Math.round(bytes / 1_000).toLocaleString("en")} KB`;
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(0)} MB`;
export const milliseconds = (value: number, digits = 0): string =>
  Number.isNaN(value) ? "not known" : `${value.toFixed(digits)} ms`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

/** By job, how many times as much as something else. */
export type Ratios = readonly { job: string; ratio: number }[];

/** An aim that every job has to meet: its ratio may be at most `limit`. */
export function ratioAim(what: string, limit: number, ratios: Ratios): Aim {
  const values = ratios.map(({ ratio }) => ratio);
  const over = ratios.filter(({ ratio }) => ratio > limit);
  const range = `median ${times(median(values))}, from ${times(Math.min(...values))} to ${
    times(Math.max(...values))
  }`;
  const missed = over.map(({ job, ratio }) => `${job} by ${times(ratio - limit)}`).join(", ");
  return {
    what,
    aim: `at most ${times(limit)} for every job`,
    measured: missed ? `${range}; missed by ${over.length} of ${ratios.length}: ${missed}` : range,
    met: over.length === 0,
  };
}

/** An aim that every job has to meet: its ratio has to be below 1. */
export function belowAim(what: string, ratios: Ratios): Aim {
  const below = ratios.filter(({ ratio }) => ratio < 1);
  const others = ratios.filter(({ ratio }) => !(ratio < 1)).map(({ job, ratio }) => `${job} ${times(ratio)}`);
  return {
    what,
    aim: "below 1 × for every job",
    measured: `${below.length} of ${ratios.length}${others.length > 0 ? `; not ${others.join(", ")}` : ""}`,
    met: others.length === 0,
  };
}
