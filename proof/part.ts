/**
 * What a section of the proof finds.
 *
 * @module
 */

export interface Part {
  /** Paragraphs in Markdown: what was done and how, with counts and seeds. */
  notes: string[];
  tables: Table[];
  /** Aims that may be missed, with what was measured. */
  aims: Aim[];
  /** What must hold and does not, a line each: any of them makes the proof fail. */
  problems: string[];
}

export interface Table {
  title: string;
  head: string[];
  rows: (string | number)[][];
}

export interface Aim {
  what: string;
  aim: string;
  measured: string;
  met: boolean;
}

/** A section with what it found. */
export interface Finding {
  section: { name: string; title: string };
  part: Part;
  seconds: number;
}
