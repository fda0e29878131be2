import * as z from "zod";
import type { DownlinkEvent, NetworkEvent } from "#shared/domain/network-event.ts";
import { toIso } from "#shared/domain/time.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { dataRateOf, modulationNamed } from "./data-rate.ts";
import { statusBeside } from "./device-status.ts";
import {
  compact,
  fCntField,
  fPortField,
  frequencyField,
  hexPayload,
  lenientNumber,
  lenientText,
  unixField,
} from "./document-fields.ts";
import type { Circumstances, Document, ParsedDocument } from "./network-server.ts";
import { has, ignored, networkServer, readWith, unreadable } from "./read-document.ts";
import { gatewaysOf } from "./receptions.ts";

const ID = "loriot";

const receptionSchema = z.object({ gweui: lenientText, rssi: lenientNumber, snr: lenientNumber }).catch({});

const uplinkSchema = z.object({
  EUI: devEuiSchema,
  ts: unixField,
  fcnt: fCntField,
  port: fPortField,
  data: hexPayload,
  freq: frequencyField,
  dr: lenientText,
  gws: z.array(receptionSchema).nullish().catch([]),
  bat: lenientNumber,
  ack: z.boolean().optional().catch(undefined),
});
type Fields = z.infer<typeof uplinkSchema>;

/**
 * An uplink of LORIOT: `rx` comes at once and names no gateway, `gw` comes later with all of them; both are the same frame.
 * The payload is hexadecimal, as its applications are set unless somebody changes it. It tells no device address.
 */
const readUplink = (document: Document): ParsedDocument =>
  has("encdata")(document) && !has("data")(document)
    ? unreadable("encdata: the payload was left encrypted (LORIOT holds no AppSKey)", document.EUI)
    : readWith(uplinkSchema, document, document.EUI, (fields) => {
        const events = eventsBeside(fields);
        return compact({
          kind: "uplink" as const,
          uplink: uplinkOf(fields),
          events: events.length === 0 ? undefined : events,
        });
      });

const uplinkOf = ({ EUI, ts, fcnt, port, data, freq, dr, gws }: Fields) =>
  compact({
    devEui: EUI,
    fCnt: fcnt,
    fPort: port,
    payloadHex: data,
    receivedAt: ts,
    networkServer: ID,
    gateways: gatewaysOf((gws ?? []).map(({ gweui, rssi, snr }) => ({ id: gweui, rssi, snr }))),
    dataRate: dataRateOf(modulationNamed(dr), freq),
    frequencyHz: freq,
  });

const eventsBeside = ({ EUI: devEui, ts, ack, bat }: Fields): readonly NetworkEvent[] => {
  const told = { devEui, at: ts, networkServer: ID };
  const acknowledged: readonly NetworkEvent[] =
    ack === true ? [{ kind: "downlink", ...told, result: "acknowledged" }] : [];
  return [...acknowledged, ...statusBeside(told, bat, undefined)];
};

const downlinkSchema = z.object({
  EUI: devEuiSchema,
  ts: unixField.optional(),
  seqdn: fCntField,
  error: lenientText,
});

const downlinkKind = (cmd: string, result: DownlinkEvent["result"]) => ({
  is: (document: Document) => document.cmd === cmd && has("EUI")(document),
  read: (document: Document, { arrivedAt }: Circumstances): ParsedDocument =>
    readWith(downlinkSchema, document, document.EUI, ({ EUI, ts, seqdn, error }) => {
      const at = ts ?? (arrivedAt === undefined ? undefined : toIso(arrivedAt));
      if (at === undefined) return unreadable("ts: a Unix time is expected", EUI);
      const failed = error !== undefined;
      const event = compact({
        kind: "downlink" as const,
        devEui: EUI,
        at,
        networkServer: ID,
        result: failed ? ("failed" as const) : result,
        fCntDown: seqdn,
        reason: error,
      });
      return { kind: "event", event };
    }),
});

const isCommand =
  (...commands: readonly string[]) =>
  (document: Document): boolean =>
    typeof document.cmd === "string" && commands.includes(document.cmd) && has("EUI")(document);

export const loriot = networkServer(ID, "LORIOT", [
  { is: isCommand("gw", "rx"), read: readUplink },
  {
    is: (document) => document.cmd === "tx" && has("data")(document),
    read: ({ EUI }) => ignored("LORIOT tx: the request of a downlink", EUI),
  },
  downlinkKind("txd", "sent"),
  downlinkKind("tx", "queued"),
  {
    is: (document) => document.cmd === "cq" && has("cache")(document),
    read: () => ignored("LORIOT cq: a page of older uplinks that was asked for"),
  },
  {
    is: (document) => typeof document.cmd === "string" && has("EUI")(document),
    read: ({ cmd, EUI }) => unreadable(`cmd: LORIOT's "${cmd}" is not known here`, EUI),
  },
]);
