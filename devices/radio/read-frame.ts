import { FRAME_TYPES, type FrameType, frameFault, messageTypeOf } from "./frame-length.ts";
import { lora } from "./lora-packet.ts";
import type { RadioKeys, RadioSession } from "./radio-keys.ts";
import { type VerifiedData, verifyData } from "./verify-data.ts";

/** `no_key`: none of the keys is of this device. `not_checked`: what it takes is not in a capture. */
export type Mic = "ok" | "wrong" | "no_key" | "not_checked";

/** What a radio frame is, in the order in which it is printed. */
export interface RadioFrame {
  readonly type: FrameType;
  readonly mic: Mic;
  readonly confirmed?: boolean;
  readonly devEui?: string;
  readonly joinEui?: string;
  readonly devNonce?: string;
  readonly netId?: string;
  readonly devAddr?: string;
  /** All 32 bits, known only when the code was right. */
  readonly fCnt?: number;
  /** Without a right code: the 16 bits that the frame carries. */
  readonly fCntLow?: number;
  readonly fPort?: number;
  readonly payloadHex?: string;
  readonly macCommandsHex?: string;
  /** What could not be decrypted, as it was sent. */
  readonly encryptedHex?: string;
}

const CONFIRMED_TYPES: readonly number[] = [4, 5];
const hexOf = (bytes: Buffer | undefined): string => bytes?.toString("hex") ?? "";

/** One frame, and the session whose counter it moved on. */
export interface ReadFrame {
  readonly frame: RadioFrame;
  readonly session?: RadioSession;
}

/** Reads a frame as a gateway hears it (PHYPayload), or says in a sentence why it is none. */
export const readFrame = (phy: Buffer, keys: RadioKeys): ReadFrame | { readonly error: string } => {
  const error = frameFault(phy);
  if (error !== undefined) return { error };
  const type = FRAME_TYPES[messageTypeOf(phy)] ?? "proprietary";
  if (type === "join_request") return { frame: joinRequestOf(phy, keys) };
  if (type === "join_accept") return { frame: joinAcceptOf(phy, keys) };
  if (type === "rejoin_request") return { frame: rejoinOf(phy) };
  if (type === "proprietary")
    return { frame: { type, mic: "not_checked", encryptedHex: hexOf(phy.subarray(1)) } };
  return dataOf(phy, type, keys);
};

const joinRequestOf = (phy: Buffer, { devices }: RadioKeys): RadioFrame => {
  const packet = lora.fromWire(phy);
  const devEui = hexOf(packet.DevEUI);
  const known = devices.filter((device) => device.devEui === devEui);
  const signed = known.some(({ joinKey }) => lora.verifyMIC(packet, undefined, joinKey));
  return {
    type: "join_request",
    mic: known.length === 0 ? "no_key" : signed ? "ok" : "wrong",
    devEui,
    joinEui: hexOf(packet.AppEUI),
    devNonce: hexOf(packet.DevNonce),
  };
};

/** An accept does not say for whom it is: every key is tried. LoRaWAN 1.1's needs the request before it, and stays closed. */
const joinAcceptOf = (phy: Buffer, { devices }: RadioKeys): RadioFrame => {
  for (const { devEui, joinKey } of devices) {
    const packet = lora.fromWire(lora.decryptJoinAccept(lora.fromWire(phy), joinKey));
    if (packet.getDLSettingsOptNeg() === true || !lora.verifyMIC(packet, undefined, joinKey)) continue;
    const [devAddr, netId] = [hexOf(packet.DevAddr), hexOf(packet.NetID)];
    return { type: "join_accept", mic: "ok", devEui, netId, devAddr };
  }
  return { type: "join_accept", mic: "not_checked", encryptedHex: hexOf(phy.subarray(1)) };
};

const REVERSED_EUI = { netId: [5, 13], joinEui: [10, 18] } as const;

/** Types 0 and 2 carry a NetID before the DevEUI, type 1 a JoinEUI. */
const rejoinOf = (phy: Buffer): RadioFrame => {
  const [from, to] = phy[1] === 1 ? REVERSED_EUI.joinEui : REVERSED_EUI.netId;
  const devEui = hexOf(Buffer.from(phy.subarray(from, to)).reverse());
  return { type: "rejoin_request", mic: "not_checked", devEui };
};

const dataOf = (phy: Buffer, type: FrameType, { sessions }: RadioKeys): ReadFrame => {
  const packet = lora.fromWire(phy);
  const devAddr = hexOf(packet.DevAddr);
  const candidates = sessions.filter((session) => session.devAddr === devAddr);
  const verified = verifyData(phy, candidates);
  const fPort = packet.getFPort();
  const about = {
    confirmed: CONFIRMED_TYPES.includes(messageTypeOf(phy)),
    devAddr,
    ...(fPort === null ? {} : { fPort }),
  };
  if (verified === undefined) {
    return {
      frame: {
        type,
        mic: candidates.length === 0 ? "no_key" : "wrong",
        ...about,
        fCntLow: packet.getFCnt() ?? 0,
        encryptedHex: hexOf(packet.FRMPayload),
      },
    };
  }
  const { session, ...said } = verified;
  return {
    frame: { type, mic: "ok", ...about, ...said, ...stillEncrypted(said, packet.FRMPayload) },
    session,
  };
};

/** The keys that sign are not those that decrypt: a payload may stay closed although its code was right. */
const stillEncrypted = (
  { payloadHex, macCommandsHex }: Omit<VerifiedData, "session">,
  sent: Buffer | undefined,
): { readonly encryptedHex?: string } =>
  payloadHex === undefined && macCommandsHex === undefined && (sent?.length ?? 0) > 0
    ? { encryptedHex: hexOf(sent) }
    : {};
