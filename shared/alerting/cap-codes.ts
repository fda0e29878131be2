import type { Assessment } from "#shared/domain/assessment.ts";
import type { Level } from "#shared/domain/level.ts";

/**
 * CAP 1.2 urgency and severity by level. Water takes a median 8 min from 10 to 30 cm inland (FloodNet NYC), so a warning already
 * asks for action at once. An all-clear asks for none: its urgency is Past.
 */
export const GRADES: Readonly<Record<Level, { readonly urgency: string; readonly severity: string }>> = {
  normal: { urgency: "Past", severity: "Minor" },
  advisory: { urgency: "Expected", severity: "Moderate" },
  warning: { urgency: "Immediate", severity: "Severe" },
  danger: { urgency: "Immediate", severity: "Extreme" },
};

/** A sensor alone makes a thing likely; only a second source makes it Observed. What too few readings bear out is no more than possible. */
export const certaintyOf = ({ unconfirmed }: Pick<Assessment, "unconfirmed">): string =>
  unconfirmed === true ? "Possible" : "Likely";
