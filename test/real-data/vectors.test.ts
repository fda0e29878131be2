import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { findProfile, profiles } from "#devices/registry.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import { recording } from "./real-data.ts";
import { allVendorValues } from "./vendor-values.ts";

const vectorSchema = z.object({
  vendor: z.string(),
  model: z.string(),
  /** Null where the source does not say. */
  fPort: z.number().nullable(),
  bytesHex: z.string(),
  expected: z.unknown(),
  status: z.string(),
});

const path = recording("../lorawan/vectors.json");
const frames = path === undefined ? [] : z.array(vectorSchema).parse(JSON.parse(readFileSync(path, "utf8")));
const verified = frames.filter(({ status }) => status.startsWith("verified"));

const bare = (model: string) => model.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
const byModel = new Map(profiles.map(({ id, model }) => [bare(model), id]));

const vendors = await allVendorValues();
const cases = verified.flatMap((frame) => {
  const naming = [...vendors.values()].find(({ models }) => models?.[frame.model] !== undefined);
  const vendor = naming ?? vendors.get(frame.vendor);
  const id = vendor?.models?.[frame.model] ?? byModel.get(bare(frame.model));
  return vendor === undefined || id === undefined ? [] : [{ ...frame, id, vendor }];
});

const byMoment = (measurements: readonly Measurement[]) =>
  new Map(
    measurements.map(({ quantity, measuredAt, value }) => [`${quantity}@${measuredAt ?? "now"}`, value]),
  );

describe.skipIf(path === undefined)("frames with the values that their vendors publish", () => {
  it.each(cases)(
    "$id tells what the vendor tells: $bytesHex",
    ({ id, vendor, fPort, bytesHex, expected }) => {
      const profile = findProfile(id);
      if (profile === undefined) throw new Error(`${id} is not in devices/registry.ts`);
      const bytes = Uint8Array.from(Buffer.from(bytesHex, "hex"));
      const decoded = profile.decodeUplink(bytes, fPort ?? profile.defaultFPort);
      const told = vendor.told(expected, id);
      expect(decoded.errors).toEqual([]);
      expect(decoded.information).toMatchObject(told.information);
      const ours = byMoment(decoded.measurements);
      const theirs = byMoment(told.measurements);
      for (const [moment, value] of theirs) {
        const rounded = new Map(Object.entries(told.within ?? {})).get(moment.split("@")[0] ?? "");
        const off = Math.abs((ours.get(moment) ?? Number.NaN) - value);
        expect(off, `${moment}: ${ours.get(moment)}, the vendor tells ${value}`).toBeLessThan(
          rounded ?? 1e-9,
        );
      }
      const beyond = [...ours.keys()].filter((moment) => !theirs.has(moment));
      const known = new Set<string>(vendor.alsoTold);
      expect(beyond.filter((moment) => !known.has(moment.split("@")[0] ?? ""))).toEqual([]);
    },
  );

  it("are mapped for every model of the catalogue that they know", () => {
    const mapped = new Set(cases.map(({ id }) => id));
    const missing = profiles.filter(
      ({ id, model }) => !mapped.has(id) && verified.some((frame) => bare(frame.model).includes(bare(model))),
    );
    expect(
      missing.map(({ id }) => id),
      "add them to test/real-data/vendor-values/<vendor>.ts",
    ).toEqual([]);
  });
});
