/**
 * The sections of the README's "When it breaks" that an alarm may send its reader to. A test looks each one up there.
 */
export const RUNBOOK_SECTIONS = [
  "Uplinks are not read",
  "The IoT rule cannot hand over",
  "A network server is turned away",
  "Alerts are not planned",
  "Messages are not delivered",
  "The board is not published",
  "Sensors cannot be spoken to",
  "Sensors are not watched",
  "The canary is silent",
  "The weather is stale",
] as const;
export type RunbookSection = (typeof RUNBOOK_SECTIONS)[number];

/** Why something is watched: what is lost when it fails, and where its repair is described. */
export interface Concern {
  /** One sentence: what villagers lose when this fails. */
  readonly impact: string;
  readonly runbook: RunbookSection;
}

/** The text of an alarm as the person on duty reads it. */
export const alarmText = (happened: string, concern: Concern): string =>
  `${happened} Impact: ${concern.impact} Runbook: README, When it breaks, "${concern.runbook}".`;
