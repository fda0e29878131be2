import type { Command } from "commander";
import { sentenceOf } from "#devices/network-servers/read-document.ts";
import { type RadioKeys, type RadioSession, radioKeysSchema } from "#devices/radio/radio-keys.ts";
import { readCapture } from "#devices/radio/read-capture.ts";
import { type ReadFrame, readFrame } from "#devices/radio/read-frame.ts";
import { failed, type Outcome } from "./outcome.ts";
import { readInput, readText } from "./read-text.ts";

/** The keys of a file's text, or a sentence that repeats none of it. */
const keysOf = (text: string): RadioKeys | { readonly error: string } => {
  try {
    const parsed = radioKeysSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : { error: sentenceOf(parsed.error) };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: "this is not JSON" };
    throw error;
  }
};

/** The keys with a session's counter moved on to that of a frame. */
const movedOn = (keys: RadioKeys, { frame, session }: ReadFrame): RadioKeys => {
  if (session === undefined || frame.fCnt === undefined) return keys;
  const counter = frame.type === "data_up" ? { fCntUp: frame.fCnt } : { fCntDown: frame.fCnt };
  const moved: RadioSession = { ...session, ...counter };
  return { ...keys, sessions: keys.sessions.map((one) => (one === session ? moved : one)) };
};

/**
 * Says of each frame of a capture what it is, a line of JSON each. A frame is decrypted only when its message integrity code was
 * right; a wrong code of a known device is trouble, as is a line without a frame.
 */
export const readRadio = (capture: string, keys: RadioKeys): Outcome => {
  const captured = readCapture(capture);
  if (captured.length === 0) return failed("there is no frame");
  const lines: string[] = [];
  const troubles: string[] = [];
  let known = keys;
  for (const one of captured) {
    const read = "error" in one ? one : readFrame(one.phy, known);
    if ("error" in read) {
      troubles.push(`${one.place}: ${read.error}`);
      continue;
    }
    known = movedOn(known, read);
    lines.push(JSON.stringify({ ...read.frame, ...("heard" in one ? one.heard : {}) }));
    if (read.frame.mic === "wrong") {
      const device = read.frame.devEui ?? read.frame.devAddr;
      troubles.push(`${one.place}: the message integrity code (MIC) is wrong for the keys of ${device}`);
    }
  }
  return { lines, troubles };
};

const NO_KEYS: RadioKeys = { sessions: [], devices: [] };
const FRAME_HEX = /^(?:[0-9a-f]{2}){12,}$/i;

const HELP = `
FRAMES is a file, - for what is piped in, or one frame in hexadecimal. A file holds one
frame on each line: hexadecimal, base64, or the JSON {"rxpk": [...]} of a packet forwarder.

KEYS.json, which nobody else should be able to read:
  {"sessions": [{"devAddr": "...", "nwkSKey": "...", "appSKey": "..."}],
   "devices": [{"devEui": "...", "joinKey": "..."}]}
LoRaWAN 1.1 has fNwkSIntKey, sNwkSIntKey and nwkSEncKey instead of nwkSKey. fCntUp is the
last counter that is known, for a device that has sent more than 65,535 frames. joinKey is
the appKey of LoRaWAN 1.0, or the nwkKey of 1.1.

"mic" is ok, wrong, no_key (the device is not in KEYS.json) or not_checked. Nothing is
decrypted unless it is ok. It vouches for the network's keys, never for appSKey: a payload
that makes no sense may be the work of a wrong one.`;

interface Options {
  readonly keys?: string;
}

const radio = async (frames: string, { keys: path }: Options): Promise<Outcome> => {
  const file = path === undefined ? undefined : await readText(path);
  if (file !== undefined && "error" in file) return failed(`--keys: ${file.error}`);
  const keys = file === undefined ? NO_KEYS : keysOf(file.text);
  if ("error" in keys) return failed(`--keys: ${path}: ${keys.error}`);
  const input = FRAME_HEX.test(frames) ? { text: frames } : await readInput(frames);
  return "error" in input ? failed(input.error) : readRadio(input.text, keys);
};

export const addRadio = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("radio")
    .description("say what the radio frames of a gateway's capture are, and check and decrypt them")
    .argument("<frames>", "a capture, - for what is piped in, or one frame in hexadecimal")
    .option("--keys <KEYS.json>", "the keys of sessions and devices; without it nothing is decrypted")
    .addHelpText("after", HELP)
    .action(async (frames: string, options: Options) => finish(await radio(frames, options)));
};
