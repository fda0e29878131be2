import * as z from "zod";
import { MESSAGE_TYPES } from "#shared/domain/alert.ts";
import { languageSchema } from "#shared/domain/language.ts";
import { levelSchema } from "#shared/domain/level.ts";
import { channelSchema } from "#shared/domain/recipient.ts";
import { SECOND_MS } from "#shared/domain/time.ts";

const expectedAlertSchema = z.strictObject({
  /** Of the reading that makes the change, on the trace's own clock: an instant, or seconds. */
  time: z.union([z.number().nonnegative(), z.iso.datetime({ offset: true })]),
  level: levelSchema,
  messageType: z.enum(MESSAGE_TYPES),
  recipients: z.array(
    z.strictObject({ recipientId: z.string().min(1), channel: channelSchema, language: languageSchema }),
  ),
});
export type ExpectedAlert = z.infer<typeof expectedAlertSchema>;

/** A trace's ground truth: every alert that it must lead to, in order, and no other. */
export const truthSchema = z.array(expectedAlertSchema);
export type Truth = z.infer<typeof truthSchema>;

/** On the trace's own clock, ms. */
export const timeOf = ({ time }: ExpectedAlert): number =>
  typeof time === "number" ? time * SECOND_MS : Date.parse(time);
