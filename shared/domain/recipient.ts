import * as z from "zod";
import { languageSchema } from "./language.ts";
import { idSchema } from "./site.ts";
import { instantSchema } from "./validity.ts";

/** Who a recipient is to a village. Routing speaks of roles; only delivery ever sees an address. */
export const ROLES = [
  "drainage_services",
  "fire_services",
  "agriculture_fisheries_conservation",
  "food_environmental_hygiene",
  "environmental_protection",
  "home_affairs",
  "village_office",
  /** The contractor who looks after sensors and gateways. */
  "maintenance",
  "subscriber",
] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** What is for the `sink` is written down like any message, and handed to nobody. */
export const CHANNELS = ["sms", "email", "sink"] as const;
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

/** Channels that a provider carries to an address. */
export type CarriedChannel = Exclude<Channel, "sink">;

/** One person or desk. The addresses are personal data: they live in a table of their own and are masked everywhere else. */
export const recipientSchema = z.strictObject({
  recipientId: idSchema,
  role: roleSchema,
  language: languageSchema,
  addresses: z
    .strictObject({
      sms: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/, "a phone number is E.164, like +12025550143")
        .optional(),
      email: z.email().optional(),
      sink: z.literal(true).optional(),
    })
    .refine(
      ({ sms, email, sink }) => sms !== undefined || email !== undefined || sink !== undefined,
      "needs sms or email",
    ),
  /** When a subscriber agreed to be told (PDPO, Cap. 486). A subscriber without it is never told. */
  consentedAt: instantSchema.optional(),
});
export type Recipient = z.infer<typeof recipientSchema>;

/** What planning may know of a recipient: no address. */
export interface Addressee {
  readonly recipientId: string;
  readonly role: Role;
  readonly language: z.infer<typeof languageSchema>;
  readonly channels: readonly Channel[];
  readonly consented: boolean;
}
