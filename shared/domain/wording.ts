/**
 * Parts of a short message that give way, when there is no room, to those that never do: what, where, how bad, what to do, when.
 * The first is kept longest.
 */
export const OPTIONAL_PARTS = [
  "reading",
  "forecast",
  "age",
  "change",
  "evidence",
  "call",
  "fill",
  "more",
  "link",
] as const;
export type OptionalPart = (typeof OPTIONAL_PARTS)[number];

/** A piece of a sentence; one without a part's name is never left out. */
export interface Clause {
  readonly text: string;
  readonly part?: OptionalPart;
}

/** An alert of one hazard in one language, before place and time are put around it. */
export interface Wording {
  /** `水浸警告`, `Flood warning`. */
  readonly title: string;
  /** How a short message and a subject begin: `【水浸警告】`, `FLOOD WARNING`. */
  readonly tag: string;
  /** What is known, the most important first. */
  readonly clauses: readonly Clause[];
  /** What to do. No full stop at the end. */
  readonly action: string;
  /** The same facts, one on a line, for an e-mail. */
  readonly details: readonly { readonly label: string; readonly value: string }[];
}
