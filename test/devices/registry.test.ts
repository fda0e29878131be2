import { describe, expect, it } from "vitest";
import { findProfile, profiles } from "#devices/registry.ts";
import { DEVICES, type Example, exampleFileIds, profileFileIds, readExamples } from "./profile-files.ts";

/** What a device sends every time: read to its end, of now, and nothing raised. */
const isOrdinaryReport = ({ measurements, warnings, errors }: Example): boolean =>
  warnings.length + errors.length === 0 &&
  measurements.length > 0 &&
  measurements.every(
    ({ quantity, value, measuredAt }) =>
      measuredAt === undefined && !(/_(alarm|exception)$/.test(quantity) && value > 0),
  );

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const ids = profiles.map((profile) => profile.id);

describe("the catalogue of models", () => {
  it("lists every profile file", () => {
    const missing = profileFileIds(DEVICES).filter((id) => !ids.includes(id));
    expect(missing, "add these to devices/registry.ts").toEqual([]);
  });

  it("has a file of examples beside every profile, and none without", () => {
    expect(exampleFileIds(DEVICES)).toEqual([...ids].sort());
  });

  it("names each model once, and finds it by its name", () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const profile of profiles) expect(findProfile(profile.id)).toBe(profile);
    expect(findProfile("acme/no-such-gauge")).toBeUndefined();
  });
});

describe.each(profiles)("$id", (profile) => {
  const examples = readExamples(profile.id);

  it.each(examples)("decodes: $name", ({ fPort, hex, measurements, information, warnings, errors }) => {
    const { unmeasured = {}, ...decoded } = profile.decodeUplink(bytesOf(hex), fPort);
    expect(decoded.warnings).toEqual(expect.arrayContaining(Object.values(unmeasured)));
    expect(decoded).toEqual({
      measurements,
      information,
      warnings,
      errors,
    });
  });

  if (profile.quantities.length === 0) return;

  it("shows a good frame, a warning and an error among its examples", () => {
    const good = examples.filter(({ warnings, errors }) => warnings.length + errors.length === 0);
    expect(good.some(({ measurements }) => measurements.length > 0)).toBe(true);
    expect(examples.some(({ warnings }) => warnings.length > 0)).toBe(true);
    expect(examples.some(({ errors }) => errors.length > 0)).toBe(true);
  });

  it("says no less of its ordinary report than its examples hold", () => {
    const reports = examples.filter(isOrdinaryReport);
    const onUsualPort = reports.filter(({ fPort }) => fPort === profile.defaultFPort);
    const lengths = (onUsualPort.length > 0 ? onUsualPort : reports).map(({ hex }) => hex.length / 2);
    expect(lengths.length).toBeGreaterThan(0);
    expect(profile.reportBytes).toBeGreaterThanOrEqual(Math.max(...lengths));
  });

  it("tells every quantity it promises in some example, and no other", () => {
    const told = new Set(
      examples.flatMap(({ measurements }) => measurements.map(({ quantity }) => quantity)),
    );
    expect([...told].sort()).toEqual([...profile.quantities].sort());
  });
});
