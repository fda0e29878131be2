import { describe, expect, it } from "vitest";
import { devEuiSchema, mergeGateways, type Uplink, uplinkIdentity } from "#shared/domain/uplink.ts";

const uplink: Uplink = {
  devEui: "020000fffe000001",
  devAddr: "01020304",
  fCnt: 7,
  fPort: 85,
  payloadHex: "0175640382bc05",
  receivedAt: "2026-09-08T15:41:00.000Z",
  networkServer: "aws-iot-core-for-lorawan",
  gateways: [],
};

describe("a frame's identity", () => {
  it("is the same however often and by whichever gateway it is heard", () => {
    const copy: Uplink = {
      ...uplink,
      receivedAt: "2026-09-08T15:41:48.000Z",
      gateways: [{ id: "roof", rssi: -110 }],
    };
    expect(uplinkIdentity(copy)).toBe(uplinkIdentity(uplink));
  });

  it.each([
    ["device", { devEui: "020000fffe000002" }],
    ["session", { devAddr: "0a0b0c0d" }],
    ["counter", { fCnt: 8 }],
    ["port", { fPort: 86 }],
    ["payload", { payloadHex: "0175640382bd05" }],
  ])("is another for another %s", (_, change) => {
    expect(uplinkIdentity({ ...uplink, ...change })).not.toBe(uplinkIdentity(uplink));
  });

  it("takes the network server's time where there is no counter", () => {
    const bare: Uplink = {
      devEui: uplink.devEui,
      payloadHex: uplink.payloadHex,
      receivedAt: uplink.receivedAt,
      networkServer: uplink.networkServer,
      gateways: [],
    };
    expect(uplinkIdentity(bare)).toBe("020000fffe000001||2026-09-08T15:41:00.000Z||0175640382bc05");
    expect(uplinkIdentity({ ...bare, fCnt: 0 })).toContain("||0||");
  });
});

describe("a DevEUI", () => {
  it("is written in one way, however it came", () => {
    expect(devEuiSchema.parse("020000FFFE000001")).toBe("020000fffe000001");
  });

  it("is refused with the rule it breaks", () => {
    expect(devEuiSchema.safeParse("02-00-00").error?.issues[0]?.message).toBe(
      "a DevEUI is 16 hexadecimal digits",
    );
  });
});

describe("gateways that heard one frame", () => {
  it("are each named once, as it heard best, the best first and eight at most", () => {
    const again = { id: "a", snr: -3 };
    expect(mergeGateways([{ id: "b" }, again, { id: "c" }, { id: "a", snr: 7.5, rssi: -90 }])).toEqual([
      { id: "a", snr: 7.5, rssi: -90 },
      { id: "b" },
      { id: "c" },
    ]);
    const many = Array.from({ length: 12 }, (_, index) => ({ id: `gateway-${index}`, snr: index }));
    expect(mergeGateways(many).map(({ snr }) => snr)).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
  });
});
