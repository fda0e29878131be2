import { lora } from "./lora-packet.ts";
import type { RadioSession } from "./radio-keys.ts";

type Packet = ReturnType<typeof lora.fromWire>;

/** A data frame whose message integrity code was right. */
export interface VerifiedData {
  readonly session: RadioSession;
  /** All 32 bits. */
  readonly fCnt: number;
  readonly payloadHex?: string;
  /** MAC commands from the options or from port 0, decrypted. */
  readonly macCommandsHex?: string;
}

const UPPER_HALF = 16;
const DATA_RATES = 8;
const CHANNELS = 16;

/** The upper half of a counter as the code is made with it: two bytes, the lower first. */
const upperBytes = (upper: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(upper);
  return bytes;
};

/** Where the upper half may stand: where it last did, one further after a wrap, at 0 after a join. */
const uppersAfter = (last: number | undefined): readonly number[] => {
  const held = (last ?? 0) >>> UPPER_HALF;
  return [...new Set([held, Math.min(held + 1, 0xffff), 0])];
};

/**
 * LoRaWAN 1.1 signs data rate and channel of an uplink as well. A capture does not tell the device's number of a channel, so
 * that the usual ones are tried: of 32 bits of code 7 are given away, and a forged frame passes once in ten million or more.
 */
const conditionsOf = (packet: Packet, { confFCntDown }: RadioSession): readonly Buffer[] => {
  const conditions: Buffer[] = [];
  for (let dataRate = 0; dataRate < DATA_RATES; dataRate += 1) {
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      const bytes = Buffer.from([0, 0, dataRate, channel]);
      if (packet.getFCtrlACK() === true) bytes.writeUInt16BE((confFCntDown ?? 0) & 0xffff);
      conditions.push(bytes);
    }
  }
  return conditions;
};

const isSigned = (packet: Packet, session: RadioSession, upper: Buffer): boolean => {
  const { nwkSKey, fNwkSIntKey, sNwkSIntKey } = session;
  if (nwkSKey !== undefined) return lora.verifyMIC(packet, nwkSKey, undefined, upper);
  const conditions = packet.getDir() === "up" ? conditionsOf(packet, session) : [Buffer.alloc(2)];
  return conditions.some((bytes) => lora.verifyMIC(packet, fNwkSIntKey, sNwkSIntKey, upper, bytes));
};

/** Only after the code was right: decrypting the options changes the packet, so that a copy serves for it. */
const opened = (
  phy: Buffer,
  session: RadioSession,
  upper: Buffer,
): Pick<VerifiedData, "payloadHex" | "macCommandsHex"> => {
  const packet = lora.fromWire(phy);
  const networkKey = session.nwkSKey ?? session.nwkSEncKey;
  const port = packet.getFPort();
  const key = port === 0 ? networkKey : session.appSKey;
  const body =
    port === null || key === undefined
      ? undefined
      : lora.decrypt(packet, session.appSKey, networkKey, upper).toString("hex");
  const options = optionsOf(packet, session, upper);
  const commands = port === 0 ? (body ?? "") : options;
  return {
    ...(body === undefined || port === 0 ? {} : { payloadHex: body }),
    ...(commands === "" ? {} : { macCommandsHex: commands }),
  };
};

/** LoRaWAN 1.1 encrypts the options, 1.0 does not. */
const optionsOf = (packet: Packet, { nwkSKey, nwkSEncKey }: RadioSession, upper: Buffer): string => {
  if (nwkSKey !== undefined) return packet.FOpts?.toString("hex") ?? "";
  if (nwkSEncKey === undefined || (packet.FOpts?.length ?? 0) === 0) return "";
  return packet.decryptFOpts(nwkSEncKey, undefined, upper).toString("hex");
};

/**
 * The session that signed a data frame, and what the frame says. Undefined when no session of its address did: then nothing of
 * it is decrypted. The code is made with the network's keys only: a wrong `appSKey` cannot be noticed by anyone.
 */
export const verifyData = (phy: Buffer, sessions: readonly RadioSession[]): VerifiedData | undefined => {
  const packet = lora.fromWire(phy);
  const low = packet.getFCnt() ?? 0;
  for (const session of sessions) {
    const last = packet.getDir() === "up" ? session.fCntUp : session.fCntDown;
    for (const upper of uppersAfter(last)) {
      const bytes = upperBytes(upper);
      if (!isSigned(packet, session, bytes)) continue;
      return { session, fCnt: upper * 2 ** UPPER_HALF + low, ...opened(phy, session, bytes) };
    }
  }
  return undefined;
};
