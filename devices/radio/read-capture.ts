import * as z from "zod";
import { dataRateOf, modulationNamed } from "#devices/network-servers/data-rate.ts";
import { compact, hertzOf, lenientNumber, lenientText } from "#devices/network-servers/document-fields.ts";
import { sentenceOf } from "#devices/network-servers/read-document.ts";

/** What a gateway says of a frame beside its bytes. */
export interface Heard {
  readonly time?: string;
  readonly frequencyHz?: number;
  readonly dataRate?: number;
  readonly rssi?: number;
  readonly snr?: number;
  readonly crc?: "bad";
}

/** One frame of a capture, or why a line holds none. */
export type Captured =
  | { readonly place: string; readonly phy: Buffer; readonly heard: Heard }
  | { readonly place: string; readonly error: string };

const CRC_BAD = -1;

/** An entry of `rxpk`, as the Semtech packet forwarder's PROTOCOL.TXT defines it. */
const receptionSchema = z.object({
  data: z.base64("base64 is expected"),
  time: lenientText,
  freq: lenientNumber,
  datr: lenientText,
  rssi: lenientNumber,
  lsnr: lenientNumber,
  stat: lenientNumber,
});
const packetSchema = z.object({ rxpk: z.array(receptionSchema, "a list of receptions is expected") });

const heardOf = ({ time, freq, datr, rssi, lsnr: snr, stat }: z.infer<typeof receptionSchema>): Heard => {
  const frequencyHz = hertzOf(freq);
  const dataRate = dataRateOf(modulationNamed(datr), frequencyHz);
  const crc = stat === CRC_BAD ? ("bad" as const) : undefined;
  return compact({ time, frequencyHz, dataRate, rssi, snr, crc });
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const HEX = /^(?:[0-9a-f]{2})+$/i;

const receptionsOf = (line: string, place: string): readonly Captured[] => {
  const parsed = packetSchema.safeParse(jsonOf(line));
  if (!parsed.success) return [{ place, error: sentenceOf(parsed.error) }];
  return parsed.data.rxpk.map((reception, index) => ({
    place: `${place}, rxpk ${index + 1}`,
    phy: Buffer.from(reception.data, "base64"),
    heard: heardOf(reception),
  }));
};

const frameOf = (line: string, place: string): Captured => {
  if (HEX.test(line)) return { place, phy: Buffer.from(line, "hex"), heard: {} };
  if (z.base64().safeParse(line).success) return { place, phy: Buffer.from(line, "base64"), heard: {} };
  return { place, error: "neither hexadecimal nor base64 nor the JSON of a packet forwarder" };
};

/**
 * The frames of a capture, one on each line: in hexadecimal, in base64, or as the JSON `{"rxpk": [...]}` of Semtech's packet
 * forwarder. Digits that could be both are taken for hexadecimal.
 */
export const readCapture = (text: string): readonly Captured[] =>
  text.split("\n").flatMap((raw, index) => {
    const line = raw.trim();
    const place = `line ${index + 1}`;
    if (line === "") return [];
    return line.startsWith("{") ? receptionsOf(line, place) : [frameOf(line, place)];
  });
