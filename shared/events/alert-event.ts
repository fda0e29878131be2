import * as z from "zod";
import type { Alert } from "#shared/domain/alert.ts";
import { exerciseClockSchema } from "#shared/domain/exercise.ts";
import { hazardSchema } from "#shared/domain/hazard.ts";
import { levelSchema } from "#shared/domain/level.ts";
import { idSchema } from "#shared/domain/site.ts";
import { toIso } from "#shared/domain/time.ts";

/** `source` of every event that the project publishes on its EventBridge bus. */
export const EVENT_SOURCE = "village-watch";
/** `detail-type` of the event that a public message of an alarm was made, updated or cancelled. */
export const ALERT_PUBLISHED = "Alert Published";

const reference = z.strictObject({ sender: z.string(), identifier: z.string(), sent: z.iso.datetime() });

/**
 * The `detail` of {@link ALERT_PUBLISHED}: names follow CAP 1.2, instants are ISO 8601 in UTC.
 * The same `identifier` may come more than once (EventBridge and the outbox both deliver at least once): act on the first.
 */
export const alertEventSchema = z.strictObject({
  schema: z.literal("alert-event/1"),
  identifier: z.string(),
  sender: z.string(),
  sent: z.iso.datetime(),
  expires: z.iso.datetime(),
  status: z.enum(["Actual", "Exercise"]),
  messageType: z.enum(["Alert", "Update", "Cancel"]),
  references: z.array(reference),
  villageId: idSchema,
  siteId: idSchema,
  hazard: hazardSchema,
  level: levelSchema,
  previousLevel: levelSchema,
  /** 0 nothing to see, 100 the worst. */
  score: z.number(),
  /** Event time of the level's change. */
  transitionAt: z.iso.datetime(),
  /** Time of the reading that it rests on. */
  observedAt: z.iso.datetime(),
  exercise: exerciseClockSchema.optional(),
});
export type AlertEvent = z.infer<typeof alertEventSchema>;

export const alertEvent = (alert: Alert): AlertEvent => ({
  schema: "alert-event/1",
  identifier: alert.identifier,
  sender: alert.sender,
  sent: toIso(alert.sent),
  expires: toIso(alert.expires),
  status: alert.exercise === undefined ? "Actual" : "Exercise",
  messageType: alert.messageType,
  references: alert.references.map(({ sender, identifier, sent }) => ({
    sender,
    identifier,
    sent: toIso(sent),
  })),
  villageId: alert.villageId,
  siteId: alert.siteId,
  hazard: alert.hazard,
  level: alert.level,
  previousLevel: alert.previousLevel,
  score: alert.assessment.score,
  transitionAt: toIso(alert.transitionAt),
  observedAt: toIso(alert.assessment.observedAt),
  ...(alert.exercise === undefined ? {} : { exercise: alert.exercise }),
});
