import type { ParsedDocument, ReadEvent, ReadUplink } from "#devices/network-servers/network-server.ts";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import type { Device } from "#shared/domain/device.ts";
import type { DeviceEvent } from "#shared/domain/device-event.ts";
import { nowFor } from "#shared/domain/exercise.ts";
import { type EpochMs, MINUTE_MS, toIso } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { type MessageContents, NOTHING, unusable } from "./message-contents.ts";
import { readFrame } from "./read-frame.ts";
import { speaksForAnother } from "./token-holder.ts";

interface QueuedMessage {
  readonly body: string;
  readonly sentAt: EpochMs;
  readonly firstReceivedAt?: EpochMs;
  readonly tokenHolder?: string;
}

export interface Registry {
  readonly device: (devEui: string) => Promise<{ device: Device; village: Village } | undefined>;
}

/** The largest document of a network server known here has 3 KB, with 10 gateways. */
const MOST_CHARACTERS = 65_536;

/** Clocks of network servers differ so much: below, an event told twice stays one. */
const MOST_AHEAD_MS = MINUTE_MS;

/** Reads one message of the queue, from the JSON of a network server to what arrived at which site. */
export const readMessage = async (message: QueuedMessage, registry: Registry): Promise<MessageContents> => {
  const { body, firstReceivedAt = message.sentAt } = message;
  if (body.length > MOST_CHARACTERS) {
    return unusable(
      "too_large",
      `the message has ${body.length} characters; a document has at most ${MOST_CHARACTERS}`,
    );
  }
  const document = jsonOf(body);
  if (document === undefined) return unusable("not_json", `the message is not JSON: ${kindOf(body)}`);
  const parsed = parseDocument(document, firstReceivedAt);
  const contents = await readParsed(parsed, message, registry);
  return { ...contents, events: contents.events.map((event) => notAhead(event, firstReceivedAt)) };
};

const readParsed = async (
  parsed: ParsedDocument,
  message: QueuedMessage,
  registry: Registry,
): Promise<MessageContents> => {
  switch (parsed.kind) {
    case "unreadable":
      return unusable("unknown_document", parsed.error, parsed.devEui);
    case "ignored":
      return { ...NOTHING, ignored: [parsed] };
    case "event":
      return refused(message, parsed.event) ?? readEvent(parsed, registry);
    case "uplink":
      return refused(message, parsed.uplink) ?? readUplink(parsed, message.sentAt, registry);
  }
};

/** An event of next year would stand as the newest until then, and hide whatever truly happens. */
const notAhead = (event: DeviceEvent, receivedAt: EpochMs): DeviceEvent =>
  Date.parse(event.at) > receivedAt + MOST_AHEAD_MS ? { ...event, at: toIso(receivedAt) } : event;

const refused = (
  { tokenHolder }: QueuedMessage,
  told: { readonly networkServer: string; readonly devEui?: string },
): MessageContents | undefined => {
  const sentence = speaksForAnother(tokenHolder, told.networkServer);
  return sentence === undefined ? undefined : unusable("unauthorised", sentence, told.devEui);
};

const readUplink = async (
  { uplink, exercise, events = [] }: ReadUplink,
  wall: EpochMs,
  registry: Registry,
): Promise<MessageContents> => {
  const known = await registry.device(uplink.devEui);
  if (known === undefined) return unknownDevice(uplink.devEui);
  const read = readFrame(uplink, exercise, known, nowFor(exercise, wall));
  return exercise === undefined ? { ...read, events: [...read.events, ...events] } : { ...read, events: [] };
};

/** Of a device that is not ours nothing is written down: its network server may serve others too. */
const readEvent = async ({ event, exercise }: ReadEvent, registry: Registry): Promise<MessageContents> => {
  if (exercise !== undefined) return NOTHING;
  if (event.kind !== "gateway_connection" && (await registry.device(event.devEui)) === undefined) {
    return unknownDevice(event.devEui);
  }
  return { ...NOTHING, events: [event] };
};

const unknownDevice = (devEui: string): MessageContents =>
  unusable("unknown_device", `no device ${devEui} is registered`, devEui);

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Its content stays out of logs: whoever posted it may have put anything there. */
const kindOf = (body: string): string =>
  body.trim() === "" ? "it is empty" : `its ${body.length} characters begin with ${JSON.stringify(body[0])}`;
