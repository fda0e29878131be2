import * as z from "zod";

/** Whatever stands in the file is secret: no message repeats any of it. */
const secretly = {
  error: ({ code }: { readonly code?: string }) =>
    code === "unrecognized_keys" ? "a field is not known here" : "an object is expected",
};

const keyField = z
  .string("a key is 32 hexadecimal digits")
  .regex(/^[0-9a-f]{32}$/i, "a key is 32 hexadecimal digits")
  .transform((digits) => Buffer.from(digits, "hex"));
const counterField = z
  .number("a frame counter is a number from 0 to 4294967295")
  .int("a frame counter is a number from 0 to 4294967295")
  .min(0, "a frame counter is a number from 0 to 4294967295")
  .max(0xffff_ffff, "a frame counter is a number from 0 to 4294967295")
  .optional();
const hexField = (digits: number, name: string) =>
  z
    .string(`a ${name} is ${digits} hexadecimal digits`)
    .toLowerCase()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`), `a ${name} is ${digits} hexadecimal digits`);

const sessionSchema = z
  .strictObject(
    {
      devAddr: hexField(8, "devAddr"),
      /** Of LoRaWAN 1.0. */
      nwkSKey: keyField.optional(),
      /** These three of LoRaWAN 1.1. */
      fNwkSIntKey: keyField.optional(),
      sNwkSIntKey: keyField.optional(),
      nwkSEncKey: keyField.optional(),
      appSKey: keyField.optional(),
      /** The last counter heard so far: its upper half is not in the frames. */
      fCntUp: counterField,
      fCntDown: counterField,
      /** LoRaWAN 1.1: counter of the confirmed downlink that an uplink acknowledges. */
      confFCntDown: counterField,
    },
    secretly,
  )
  .refine(
    ({ nwkSKey, fNwkSIntKey, sNwkSIntKey }) =>
      nwkSKey === undefined
        ? fNwkSIntKey !== undefined && sNwkSIntKey !== undefined
        : fNwkSIntKey === undefined && sNwkSIntKey === undefined,
    "it needs nwkSKey (LoRaWAN 1.0), or fNwkSIntKey and sNwkSIntKey (LoRaWAN 1.1)",
  );

const deviceSchema = z.strictObject(
  {
    devEui: hexField(16, "devEui"),
    /** Of LoRaWAN 1.0, or the nwkKey of 1.1: it signs the request to join. */
    joinKey: keyField,
  },
  secretly,
);

/** The keys of a capture: of sessions for data, of devices for joins. */
export const radioKeysSchema = z.strictObject(
  {
    sessions: z.array(sessionSchema, "a list is expected").default([]),
    devices: z.array(deviceSchema, "a list is expected").default([]),
  },
  secretly,
);
export type RadioKeys = z.infer<typeof radioKeysSchema>;
export type RadioSession = RadioKeys["sessions"][number];
