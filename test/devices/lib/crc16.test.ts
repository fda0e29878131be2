import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc16, KERMIT, MODBUS } from "#devices/lib/crc16.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

describe("a checksum of 16 bits", () => {
  it("has the check value of the catalogue", () => {
    expect(crc16(Buffer.from("123456789", "latin1"), KERMIT)).toBe(0x2189);
    expect(crc16(Buffer.from("123456789", "latin1"), MODBUS)).toBe(0x4b37);
    expect(crc16(new Uint8Array(), KERMIT)).toBe(0);
  });

  it.each([
    ["TheThingsNetwork/lorawan-devices", "0000000101000100070064003c00012001000000002890"],
    ["akenza-io/device-type-library", "0000000701020100070064001e0001090000001100014f10000000004019"],
    ["Seeed-Solution/SenseCAP-Decoder, S2101", "01011098530000010210a87a0000af51"],
    [
      "Seeed-Solution/SenseCAP-Decoder, an S210x that joins",
      "010100010100010102006a01001501030030f1f72c010400090c13140105007f4d0000010600000000004cbe",
    ],
  ])("is KERMIT in SenseCAP's frame that is published by %s", (_source, hex) => {
    const frame = bytesOf(hex);
    const said = new DataView(frame.buffer).getUint16(frame.length - 2, true);
    expect(crc16(frame.subarray(0, -2), KERMIT)).toBe(said);
  });

  it("finds every single wrong bit", () => {
    const frame = fc.uint8Array({ minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(frame, fc.nat(), fc.nat({ max: 7 }), (bytes, at, bit) => {
        const bent = bytes.map((byte, index) => (index === at % bytes.length ? byte ^ (1 << bit) : byte));
        expect(crc16(bent, KERMIT)).not.toBe(crc16(bytes, KERMIT));
      }),
    );
  });
});
