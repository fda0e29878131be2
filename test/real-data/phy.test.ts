import { createDecipheriv } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readRadio } from "#devices/commands/radio.ts";
import { lora } from "#devices/radio/lora-packet.ts";
import { radioKeysSchema } from "#devices/radio/radio-keys.ts";
import { recording } from "./real-data.ts";

const vectorSchema = z.strictObject({
  name: z.string(),
  phyHex: z.string().optional(),
  nwkSKey: z.string().optional(),
  appSKey: z.string().optional(),
  fNwkSIntKey: z.string().optional(),
  sNwkSIntKey: z.string().optional(),
  confFCntDownTxDrTxCh: z.string().optional(),
  appKey: z.string().optional(),
  devAddr: z.string().optional(),
  fCnt: z.number().optional(),
  fPort: z.number().optional(),
  mic: z.string().optional(),
  micValid: z.boolean().default(true),
  encrypted: z.boolean().default(true),
  frmPayload: z.string().optional(),
  plainHex: z.string().optional(),
  appEui: z.string().optional(),
  devEui: z.string().optional(),
  devNonce: z.string().optional(),
  netId: z.string().optional(),
  appNonce: z.string().optional(),
  checked: z.string(),
  source: z.string(),
});
type Vector = z.infer<typeof vectorSchema>;

const path = recording("../lorawan/phy_vectors.json");
const vectors: readonly Vector[] =
  path === undefined ? [] : z.array(vectorSchema).parse(JSON.parse(readFileSync(path, "utf8")));

/** The session keys of a vector, for the address that its frame names. */
const keysOf = ({ phyHex = "", nwkSKey, appSKey, fNwkSIntKey, sNwkSIntKey, appKey, devEui }: Vector) => {
  const devAddr = Buffer.from(phyHex.slice(2, 10), "hex").reverse().toString("hex");
  const session = { devAddr, nwkSKey, appSKey, fNwkSIntKey, sNwkSIntKey };
  const hasSession = nwkSKey !== undefined || fNwkSIntKey !== undefined;
  return radioKeysSchema.parse({
    sessions: hasSession ? [JSON.parse(JSON.stringify(session))] : [],
    devices: appKey === undefined ? [] : [{ devEui: devEui ?? "00".repeat(8), joinKey: appKey }],
  });
};

/** A vector's join accept is printed before the network server has closed it, which is done by decrypting. */
const asSent = ({ phyHex = "", encrypted, appKey = "" }: Vector): string => {
  if (encrypted) return phyHex;
  const aes = createDecipheriv("aes-128-ecb", Buffer.from(appKey, "hex"), null).setAutoPadding(false);
  const closed = Buffer.concat([aes.update(Buffer.from(phyHex.slice(2), "hex")), aes.final()]);
  return phyHex.slice(0, 2) + closed.toString("hex");
};

const frames = vectors.filter(({ phyHex }) => phyHex !== undefined);

describe.skipIf(path === undefined)("radio frames with their keys", () => {
  it("are seven frames, one of them with a wrong code, and one set of session keys", () => {
    expect(frames).toHaveLength(7);
    expect(frames.filter(({ micValid }) => !micValid)).toHaveLength(1);
    expect(vectors).toHaveLength(8);
  });

  it.each(frames)("$name", (vector) => {
    const { lines, troubles } = readRadio(asSent(vector), keysOf(vector));
    const told: unknown = JSON.parse(lines[0] ?? "");
    expect(told).toMatchObject({ mic: vector.micValid ? "ok" : "wrong" });
    expect(troubles).toHaveLength(vector.micValid ? 0 : 1);
    const { devAddr, fCnt, fPort, plainHex: payloadHex, appEui: joinEui, devEui, devNonce } = vector;
    const expected = { devAddr, fCnt, fPort, payloadHex, joinEui, devEui, devNonce };
    expect(told).toMatchObject(JSON.parse(JSON.stringify(expected)));
    if (!vector.micValid) expect(told).not.toHaveProperty("payloadHex");
  });

  it("have the session keys that the join made", () => {
    const made = vectors.find(({ appNonce }) => appNonce !== undefined);
    const bytes = (hex: string | undefined): Buffer => Buffer.from(hex ?? "", "hex");
    const { NwkSKey, AppSKey } = lora.generateSessionKeys(
      bytes(made?.appKey),
      bytes(made?.netId),
      bytes(made?.appNonce),
      bytes(made?.devNonce),
    );
    expect([NwkSKey.toString("hex"), AppSKey.toString("hex")]).toEqual([made?.nwkSKey, made?.appSKey]);
  });
});
