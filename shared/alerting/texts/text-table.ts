import type { AlertFacts } from "#shared/domain/alert-facts.ts";
import type { Spelling } from "../place.ts";

/** The pieces of a short message, those that were left out being empty. */
export interface ShortMessage {
  readonly tag: string;
  readonly place: string;
  readonly clauses: readonly string[];
  readonly action: string;
  readonly age: string;
  readonly call: string;
  readonly link: string;
}

/** Everything that is said in one language. A further language is one more file of this shape. */
export interface TextTable {
  readonly senderName: (villageName: string) => string;
  /** How a text must be spelt to go out as an SMS. */
  readonly smsSpelling: Spelling;
  readonly placeSeparator: string;
  /** Put before every text of an exercise. */
  readonly exerciseMark: string;
  readonly exerciseNotice: string;
  /** `23:41`, or with the date when that is another day. */
  readonly readingTime: (facts: AlertFacts) => string;
  readonly fullReadingTime: (facts: AlertFacts) => string;
  readonly age: (ageMinutes: number) => string;
  readonly shortMessage: (message: ShortMessage, facts: AlertFacts) => string;
  /** For CAP: `水浸警告：林村圍頭橋，水位1.62米`. */
  readonly headline: (title: string, about: readonly string[]) => string;
  /** For an e-mail: `【水浸警告】林村圍頭橋：水位1.62米`. */
  readonly subject: (tag: string, place: string, clauses: readonly string[]) => string;
  /** What is known, as whole sentences. */
  readonly description: (place: string, clauses: readonly string[], readingTime: string) => string;
  readonly sentence: (text: string) => string;
  readonly labels: {
    readonly level: string;
    readonly readingTime: string;
    readonly call: string;
    readonly link: string;
    readonly reference: string;
    readonly colon: string;
  };
  readonly levelChange: (facts: AlertFacts) => string;
  readonly emergency: string;
  readonly unverified: string;
  /** Of the place the alert is about, for a map. */
  readonly areaDescription: (place: string) => string;
}
