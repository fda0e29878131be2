import { describe, expect, it } from "vitest";
import { findProfile, profiles } from "#devices/registry.ts";

const asked = (id: string, reportIntervalS: number): string => {
  const encoded = findProfile(id)?.encodeDownlink?.({ reportIntervalS });
  if (encoded === undefined) return "cannot be asked";
  return "error" in encoded
    ? encoded.error
    : `${encoded.fPort}: ${Buffer.from(encoded.bytes).toString("hex")}`;
};

describe("asking a model for another report interval", () => {
  it("sends what its maker documents", () => {
    // TheThingsNetwork/lorawan-devices, vendor/decentlab/dl-ctd10-codec.yaml, "Set period 600 seconds"
    expect(asked("decentlab/dl-ctd10", 600)).toBe("1: 000102587e51");
    // Dragino: 0x01 and the seconds in three bytes.
    expect(asked("dragino/ldds75", 600)).toBe("2: 01000258");
    // TheThingsNetwork/lorawan-devices, vendor/netvox/ra0715-codec.yaml, with the shortest time of the maker's manual.
    expect(asked("netvox/ra0715", 1800)).toBe("7: 0105001e07080000000000");
    // Browan TBMS100 reference manual, appendix 2.2: an hour.
    expect(asked("browan/tbms100", 3600)).toBe("204: 00100e");
  });

  it("asks only for what the maker is sure that the device keeps", () => {
    expect(asked("browan/tbms100", 450)).toBe(
      "report interval: 450 s cannot be set, browan/tbms100 takes whole steps of 300 s from 300 to 65400",
    );
  });

  it("is not possible where the maker documents nothing", () => {
    expect(asked("vega/vegapuls-air", 600)).toBe("cannot be asked");
    expect(asked("barani/meteohelix", 600)).toBe("cannot be asked");
    expect(asked("sensecap/s2120", 600)).toBe("cannot be asked");
  });

  it.each(profiles.filter(({ encodeDownlink }) => encodeDownlink !== undefined))(
    "names the interval that $id cannot take",
    ({ id }) => {
      for (const nonsense of [-600, 0, 0.5, 2 ** 40, Number.NaN]) {
        expect(asked(id, nonsense)).toMatch(/^report interval: \S+ s cannot be set/);
      }
    },
  );
});
