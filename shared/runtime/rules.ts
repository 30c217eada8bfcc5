/**
 * Rules between an input's fields, for `.refine(...)`.
 *
 * @module
 * @version 0.1.0
 */

type Rule = [(input: Record<string, unknown>) => boolean, { error: string }];

export function exactlyOne(...names: string[]): Rule {
  return [(input) => given(input, names) === 1, { error: `expected exactly one of ${names.join(", ")}` }];
}

export function atMostOne(...names: string[]): Rule {
  return [(input) => given(input, names) <= 1, { error: `expected at most one of ${names.join(", ")}` }];
}

export function atLeastOne(...names: string[]): Rule {
  return [(input) => given(input, names) >= 1, { error: `expected at least one of ${names.join(", ")}` }];
}

function given(input: Record<string, unknown>, names: readonly string[]): number {
  return names.filter((name) => input[name] !== undefined).length;
}
