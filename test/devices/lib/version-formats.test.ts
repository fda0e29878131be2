import { describe, expect, it } from "vitest";
import { dotted, hexLowestFirst } from "#devices/lib/version-formats.ts";

const view = (hex: string) => new DataView(Uint8Array.from(Buffer.from(hex, "hex")).buffer);

describe("versions and serial numbers", () => {
  it("are told as people write them, whichever byte comes first", () => {
    expect(dotted(3).read(view("ff002702"), 1)).toBe("0.39.2");
    expect(dotted(2, "little").read(view("0701"), 0)).toBe("1.7");
    expect(hexLowestFirst(4).read(view("30f1f72c"), 0)).toBe("2cf7f130");
  });
});
