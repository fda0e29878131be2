import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OUTSIDE_NETWORK_SERVERS } from "#cdk/config/network-servers.ts";
import {
  type EncodeUplink,
  type SentUplink,
  uplinkEncoders,
} from "#devices/network-servers/encode-uplink.ts";
import { networkServers, parseDocument } from "#devices/network-servers/recognise.ts";
import { FRAME, OTHERS, UPLINKS } from "./documents.ts";

const CLOCK = {
  exerciseId: "storm",
  traceStart: 1_788_880_000_000,
  startedAt: 1_800_000_000_000,
  speed: 60,
};
const each = Object.entries<Readonly<Record<string, unknown>>>(UPLINKS);

describe("an uplink of any network server", () => {
  it("has a document here for each network server that is understood", () => {
    expect(Object.keys(UPLINKS).sort()).toEqual(networkServers.map(({ id }) => id).sort());
  });

  it("is understood from each network server that has a way in", () => {
    const outside = OUTSIDE_NETWORK_SERVERS.map(String);
    expect(networkServers.map(({ id }) => id).sort()).toEqual(
      ["aws-iot-core-for-lorawan", ...outside].sort(),
    );
  });

  it.each(each)("is the same uplink from %s", (networkServer, document) => {
    const parsed = parseDocument(document);
    expect(parsed).toMatchObject({
      kind: "uplink",
      uplink: {
        ...FRAME,
        fCnt: 7,
        fPort: 85,
        networkServer,
        gateways: [{ id: "dca632fffe45b3c0", rssi: -76, snr: 9.75 }],
        dataRate: 5,
        frequencyHz: 923_200_000,
      },
    });
    const devAddr = parsed.kind === "uplink" ? parsed.uplink.devAddr : "";
    expect(devAddr).toBe(networkServer === "loriot" ? undefined : "00b96cd4");
  });

  it.each(each)("belongs to the exercise whose clock stands beside it: %s", (_, document) => {
    expect(parseDocument({ ...document, Exercise: CLOCK })).toMatchObject({ exercise: CLOCK });
    expect(parseDocument(document)).not.toHaveProperty("exercise");
  });

  it.each(each)("is refused when the clock of its exercise cannot be read: %s", (_, document) => {
    const parsed = parseDocument({ ...document, Exercise: { exerciseId: "storm", speed: "fast" } });
    expect(parsed.kind === "unreadable" && parsed.error).toContain("Exercise.");
    expect(parseDocument({ ...document, Exercise: null }).kind).toBe("unreadable");
  });

  it.each(each)(
    "is refused with the field's name when its payload is longer than any frame: %s",
    (_, document) => {
      const hex = "07".repeat(243);
      const text = JSON.stringify(document)
        .replaceAll("AXVkA4IeAA==", Buffer.from(hex, "hex").toString("base64"))
        .replaceAll(/01756403821e00/gi, hex);
      const parsed = parseDocument(JSON.parse(text));
      expect(parsed).toMatchObject({
        kind: "unreadable",
        error: expect.stringMatching(/(PayloadData|payload|data|payload_hex): .* at most 242 bytes$/),
        devEui: FRAME.devEui,
      });
    },
  );

  it.each(each)("is refused with the field's name when its DevEUI is a placeholder: %s", (_, document) => {
    const text = JSON.stringify(document).replaceAll(/"(020000fffe000001|AgAA\/\/4AAAE=)"/gi, '"<16 hex>"');
    const parsed = parseDocument(JSON.parse(text));
    expect(parsed.kind === "unreadable" && parsed.error).toMatch(/eui: /i);
  });
});

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((read) => Buffer.from(read).toString("hex"));
const instant = fc
  .integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2099, 0, 1) })
  .map((ms) => new Date(ms).toISOString());
const uplink: fc.Arbitrary<SentUplink> = fc.record(
  {
    devEui: hex(8),
    devAddr: hex(4),
    fCnt: fc.integer({ min: 0, max: 0xffff_ffff }),
    fPort: fc.integer({ min: 1, max: 223 }),
    payloadHex: fc.uint8Array({ maxLength: 242 }).map((bytes) => Buffer.from(bytes).toString("hex")),
    receivedAt: instant,
    gateways: fc.uniqueArray(
      fc.record({
        id: hex(8),
        rssi: fc.integer({ min: -150, max: -1 }),
        snr: fc.integer({ min: -80, max: 60 }).map((quarters) => quarters / 4),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
    ),
    dataRate: fc.integer({ min: 0, max: 6 }),
    frequencyHz: fc.integer({ min: 915_000_000, max: 928_000_000 }),
  },
  { requiredKeys: ["devEui", "fCnt", "payloadHex", "receivedAt", "gateways", "dataRate", "frequencyHz"] },
);

describe("an uplink that a replay writes as a document", () => {
  it.each(Object.entries<EncodeUplink>(uplinkEncoders))(
    "reads back as it was: %s",
    (networkServer, encode) => {
      fc.assert(
        fc.property(uplink, fc.option(instant, { nil: undefined }), (sent, gatewayTime) => {
          const timed = networkServer === "aws-iot-core-for-lorawan" || gatewayTime === undefined;
          const whole = timed ? sent : { ...sent, gatewayTime };
          const onTheWire: unknown = JSON.parse(JSON.stringify(encode(whole, CLOCK)));
          expect(parseDocument(onTheWire)).toEqual({
            kind: "uplink",
            uplink: { ...whole, networkServer },
            exercise: CLOCK,
          });
        }),
        { numRuns: 300 },
      );
    },
  );
});

/** A document with one value, anywhere inside of it, replaced by anything. */
const mutated = fc
  .record({
    document: fc.constantFrom(...Object.values<unknown>(UPLINKS), ...OTHERS),
    steps: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
    value: fc.oneof(fc.jsonValue(), fc.constantFrom("", "0", -1, "<16 hex>", null, [], {}, true)),
    removed: fc.boolean(),
  })
  .map(({ document, steps, value, removed }) => {
    const copy: unknown = structuredClone(document);
    let holder: Record<string, unknown> = copy as Record<string, unknown>;
    for (const [index, step] of steps.entries()) {
      const keys = Object.keys(holder);
      const key = keys[step % keys.length];
      if (key === undefined) break;
      const inner = holder[key];
      const last = index === steps.length - 1 || typeof inner !== "object" || inner === null;
      if (!last) {
        holder = inner as Record<string, unknown>;
        continue;
      }
      if (removed) delete holder[key];
      else holder[key] = value;
      break;
    }
    return copy;
  });

const expectAnAnswer = (document: unknown) => {
  const parsed = parseDocument(document);
  if (parsed.kind === "unreadable") expect(parsed.error).toMatch(/\S.{5,}/);
  if (parsed.kind === "ignored") expect(parsed.explanation).toMatch(/\S.{5,}/);
  if (parsed.kind === "event") expect(new Date(parsed.event.at).toISOString()).toBe(parsed.event.at);
  if (parsed.kind !== "uplink") return;
  const { uplink: read } = parsed;
  expect(read.devEui).toMatch(/^[0-9a-f]{15,16}$/);
  expect(read.payloadHex).toMatch(/^(?:[0-9a-f]{2}){0,242}$/);
  expect(new Date(read.receivedAt).toISOString()).toBe(read.receivedAt);
};

describe("what is told besides uplinks", () => {
  it.each(OTHERS.map((document) => [document]))(
    "belongs to the exercise whose clock stands beside it: %j",
    (document) => {
      expect(parseDocument(document).kind).toBe("event");
      expect(parseDocument({ ...document, Exercise: CLOCK })).toMatchObject({
        kind: "event",
        exercise: CLOCK,
      });
      expect(parseDocument({ ...document, Exercise: "soon" }).kind).toBe("unreadable");
    },
  );
});

describe("whatever arrives", () => {
  it("is answered, and never makes the reader throw", () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.jsonValue()), expectAnAnswer), { numRuns: 1_000 });
  });

  it("is answered when a document of a network server is damaged anywhere", () => {
    fc.assert(fc.property(mutated, expectAnAnswer), { numRuns: 2_000 });
  });

  it.each([null, 7, "PayloadData", [], {}, { PayloadData: "AXVk" }, { WirelessMetadata: { LoRaWAN: null } }])(
    "%j is no document of a network server, and those that are known are named",
    (document) => {
      const names = networkServers.map(({ name }) => name).join(", ");
      expect(parseDocument(document)).toEqual({
        kind: "unreadable",
        error: `no document of a known network server (${names})`,
      });
    },
  );
});
