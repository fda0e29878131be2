import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { findProfile } from "#devices/registry.ts";
import { recording } from "./real-data.ts";

const envelopeSchema = z.object({
  device: z.string(),
  server: z.string(),
  src: z.string(),
  payload: z.unknown(),
  result: z.object({
    attributes: z.looseObject({ lora_dev_eui: z.string().optional() }).optional(),
    telemetry: z.array(z.object({ values: z.record(z.string(), z.union([z.number(), z.string()])) })).min(1),
  }),
});

/** The envelopes' words in ours. Distances are millimetres. */
const TOLD: Readonly<Record<string, readonly [quantity: string, value: (told: unknown) => number]>> = {
  distance: ["distance", (millimetres) => Number(millimetres) / 1000],
  number_of_valid_samples: ["sample_count", Number],
  battery_voltage: ["battery_voltage", Number],
  battery: ["battery_level", Number],
  temperature: ["air_temperature", Number],
  humidity: ["relative_humidity", Number],
  pir: ["motion", (told) => (told === "trigger" ? 1 : 0)],
  daylight: ["daylight", (told) => (told === "light" ? 1 : 0)],
};
/** Of the radio, not of the sensor. */
const RADIO = /^lora_/;

const path = recording("lorawan/thingsboard_envelopes_dev.ndjson");
const envelopes =
  path === undefined
    ? []
    : readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line) => envelopeSchema.parse(JSON.parse(line)))
        .map((envelope) => ({ ...envelope, id: envelope.device.toLowerCase() }));

const uplinkOf = (payload: unknown) => {
  const parsed = parseDocument(payload);
  if (parsed.kind !== "uplink") throw new Error(JSON.stringify(parsed));
  return parsed.uplink;
};

describe.skipIf(path === undefined)("uplinks with the values that a platform made of them", () => {
  it("are twelve, of four models and three network servers", () => {
    expect(envelopes).toHaveLength(12);
    expect(new Set(envelopes.map(({ id }) => id)).size).toBe(4);
    const servers = envelopes.map(({ payload }) => uplinkOf(payload).networkServer);
    expect([...new Set(servers)].sort()).toEqual(["chirpstack-v3", "chirpstack-v4", "the-things-stack-v3"]);
  });

  it.each(envelopes)("have the same radio facts: $src", ({ payload, result }) => {
    const uplink = uplinkOf(payload);
    const { lora_frame_counter, lora_frame_port, lora_frequency, lora_rssi, lora_snr } =
      result.telemetry[0]?.values ?? {};
    const told = {
      devEui: result.attributes?.lora_dev_eui?.toLowerCase(),
      fCnt: lora_frame_counter,
      fPort: lora_frame_port,
      frequencyHz: lora_frequency,
      gateways: lora_rssi === undefined ? undefined : [{ rssi: lora_rssi, snr: lora_snr }],
    };
    const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
    expect(uplink).toMatchObject(known);
  });

  it.each(envelopes)("decode to the same values: $src", ({ id, payload, result }) => {
    const profile = findProfile(id);
    if (profile === undefined) throw new Error(`${id} is not in devices/registry.ts`);
    const { payloadHex, fPort } = uplinkOf(payload);
    const { measurements, errors } = profile.decodeUplink(Buffer.from(payloadHex, "hex"), fPort);
    expect(errors).toEqual([]);
    const ours = new Map(measurements.map(({ quantity, value }) => [String(quantity), value]));
    for (const [name, value] of Object.entries(result.telemetry[0]?.values ?? {})) {
      if (RADIO.test(name)) continue;
      const [quantity, inOurs] = TOLD[name] ?? [];
      if (quantity === undefined || inOurs === undefined) throw new Error(`nobody knows what ${name} is`);
      expect(ours.get(quantity), name).toBeCloseTo(inOurs(value), 9);
    }
  });
});
