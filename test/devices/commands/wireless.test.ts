import { IoTWirelessClient } from "@aws-sdk/client-iot-wireless";
import { afterEach, describe, expect, it } from "vitest";
import { createWirelessDevices } from "#devices/commands/wireless/create-wireless-devices.ts";
import { parseKeysFile } from "#devices/commands/wireless/keys-file.ts";
import type { Device } from "#shared/domain/device.ts";
import { type Answer, type SeenRequest, standIn } from "#test/shared/adapters/downlink/stand-in.ts";

const APP_KEY = "00112233445566778899aabbccddeeff";
const PROFILES = { DestinationName: "village-watch", DeviceProfileId: "dp", ServiceProfileId: "sp" };
const device = (devEui: string, downlink: Device["downlink"] = { via: "aws-iot-wireless" }): Device => ({
  devEui,
  profileId: "milesight/em500-udl",
  reportIntervalS: 600,
  ...(downlink === undefined ? {} : { downlink }),
  assignments: [{ siteId: "wai-tau-bridge", sensorHeightM: 3.2, validFrom: 0 }],
});
const NEW = "020000fffe000001";
const KNOWN = "020000fffe000002";
const keys = new Map([[NEW, { devEui: NEW, joinEui: "24e124c0002a0001", appKey: APP_KEY }]]);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const NOT_FOUND: Answer = { status: 404, headers: { "x-amzn-errortype": "ResourceNotFoundException" } };

/** IoT Wireless with one device that is there already. */
const iotWireless = async (lorawan: object, created: Answer = { status: 201, body: { Id: "new-id" } }) => {
  const answer = ({ method, path }: SeenRequest): Answer => {
    if (method === "POST") return created;
    if (method === "PATCH") return { status: 204, body: "" };
    return path.includes(KNOWN) ? { status: 200, body: { Id: "known-id", ...lorawan } } : NOT_FOUND;
  };
  const { url, seen, close } = await standIn(answer);
  closing.push(close);
  const client = new IoTWirelessClient({
    endpoint: url,
    region: "ap-northeast-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  return { client, written: () => seen.filter(({ method }) => method !== "GET") };
};
const IN_LINE = {
  DestinationName: "village-watch",
  LoRaWAN: { DeviceProfileId: "dp", ServiceProfileId: "sp" },
};

describe("village provision --wireless", () => {
  it("creates a device that is missing, with its keys, our profiles and destination, and prints its id", async () => {
    const { client, written } = await iotWireless(IN_LINE);
    const outcome = await createWirelessDevices([device(NEW), device(KNOWN)], {
      client,
      profiles: PROFILES,
      keys,
      dryRun: false,
    });
    expect(outcome).toEqual({
      lines: [`${NEW}: created as new-id`, `${KNOWN}: is there as known-id`],
      troubles: [],
    });
    expect(written()).toMatchObject([
      {
        method: "POST",
        path: "/wireless-devices",
        body: {
          Type: "LoRaWAN",
          Name: NEW,
          DestinationName: "village-watch",
          LoRaWAN: {
            DevEui: NEW,
            DeviceProfileId: "dp",
            ServiceProfileId: "sp",
            OtaaV1_0_x: { AppKey: APP_KEY, JoinEui: "24e124c0002a0001" },
          },
        },
      },
    ]);
  });

  it("points a device that is there to our destination and profiles, and leaves its keys alone", async () => {
    const { client, written } = await iotWireless({ ...IN_LINE, DestinationName: "elsewhere" });
    const order = { client, profiles: PROFILES, keys, dryRun: false };
    const { lines } = await createWirelessDevices([device(KNOWN)], order);
    expect(lines[0]).toMatch(/now pointed to our destination/);
    expect(written()).toMatchObject([
      {
        method: "PATCH",
        path: "/wireless-devices/known-id",
        body: {
          DestinationName: "village-watch",
          LoRaWAN: { DeviceProfileId: "dp", ServiceProfileId: "sp" },
        },
      },
    ]);
  });

  it("writes nothing in a dry run", async () => {
    const { client, written } = await iotWireless({ ...IN_LINE, DestinationName: "elsewhere" });
    const order = { client, profiles: PROFILES, keys, dryRun: true };
    const { lines } = await createWirelessDevices([device(NEW), device(KNOWN)], order);
    expect(lines).toEqual([
      `${NEW}: would be created`,
      expect.stringContaining("would be pointed to our destination"),
    ]);
    expect(written()).toEqual([]);
  });

  it("says which device has no keys, and goes on with the others", async () => {
    const { client, written } = await iotWireless(IN_LINE);
    const outcome = await createWirelessDevices([device("020000fffe000009"), device(NEW)], {
      client,
      profiles: PROFILES,
      keys,
      dryRun: false,
    });
    expect(outcome.troubles).toEqual([
      "020000fffe000009: is not there yet, and the file of --keys has no keys for it",
    ]);
    expect(written()).toHaveLength(1);
  });

  it("leaves devices of other network servers alone", async () => {
    const { client, written } = await iotWireless(IN_LINE);
    const { lines } = await createWirelessDevices([device(NEW, { via: "chirpstack" })], {
      client,
      profiles: PROFILES,
      keys,
      dryRun: false,
    });
    expect(lines).toEqual(["No device of this village is at AWS IoT Wireless."]);
    expect(written()).toEqual([]);
  });

  it("never prints a key, not even in AWS's own words of refusal", async () => {
    const { client } = await iotWireless(IN_LINE, {
      status: 400,
      headers: { "x-amzn-errortype": "ValidationException" },
      body: { message: `value '${APP_KEY.toUpperCase()}' failed to satisfy constraint` },
    });
    const outcome = await createWirelessDevices([device(NEW)], {
      client,
      profiles: PROFILES,
      keys,
      dryRun: false,
    });
    expect(outcome.troubles[0]).toContain("value '(key)' failed");
    expect(JSON.stringify(outcome).toLowerCase()).not.toContain(APP_KEY);
  });
});

describe("the file of keys", () => {
  const line = (fields: object) =>
    JSON.stringify([{ devEui: NEW, joinEui: "24e124c0002a0001", appKey: APP_KEY, ...fields }]);

  it("is read with its zeros, also where a key is all digits", () => {
    const digits = `- devEui: 0200000000000001\n  joinEui: 0000000000000000\n  appKey: ${"0".repeat(31)}1\n`;
    const parsed = parseKeysFile(digits);
    expect("keys" in parsed && parsed.keys.get("0200000000000001")).toEqual({
      devEui: "0200000000000001",
      joinEui: "0".repeat(16),
      appKey: `${"0".repeat(31)}1`,
    });
  });

  it.each<readonly [string, string, RegExp]>([
    [
      "a key that is too short",
      line({ appKey: APP_KEY.slice(1) }),
      /\[0\]\.appKey: an AppKey is 32 hexadecimal digits/,
    ],
    ["a JoinEUI that is none", line({ joinEui: APP_KEY }), /\[0\]\.joinEui: a JoinEUI is 16/],
    ["a field it does not know", line({ [APP_KEY]: "x" }), /\[0\]: a field that is none of devEui/],
    ["no list", `appKey: ${APP_KEY}`, /the file: /],
    ["no YAML", `- {appKey: ${APP_KEY}`, /this is no YAML/],
  ])("with %s is refused by field, without a word of what stands in it", (_, text, sentence) => {
    const parsed = parseKeysFile(text);
    if (!("faults" in parsed)) throw new Error("it is refused");
    expect(parsed.faults).toEqual([expect.stringMatching(sentence)]);
    expect(parsed.faults.join()).not.toContain(APP_KEY.slice(1));
  });
});
