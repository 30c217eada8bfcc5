/**
 * What may be asked of every function, and what is wrong where one does not do it.
 *
 * @module
 */

/** In the order of the table. */
export const ASKED = {
  callers: "Does nothing for callers who may not",
  input: "Does nothing on bad input",
  text: "Lets text be nothing but text",
  job: "Does what can be done",
  success: "Says success only where all is done",
  status: "Tells by the status whose turn it is",
  time: "Answers within 30 s",
  repeats: "Waits, reads again, never sends twice",
  secrets: "Keeps tokens, stacks and raw provider answers in",
} as const;

export interface Problem {
  asked: keyof typeof ASKED;
  /** In plain words. */
  words: string;
}

export function problem(asked: Problem["asked"], words: string): Problem {
  return { asked, words };
}
