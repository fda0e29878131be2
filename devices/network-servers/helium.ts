import * as z from "zod";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { dataRateOf, modulationNamed } from "./data-rate.ts";
import {
  base64Payload,
  compact,
  devAddrField,
  fCntField,
  fPortField,
  hertzOf,
  lenientNumber,
  lenientText,
  unixField,
} from "./document-fields.ts";
import type { Document, ParsedDocument } from "./network-server.ts";
import { has, ignored, networkServer, readWith } from "./read-document.ts";
import { gatewaysOf } from "./receptions.ts";

const ID = "helium";

const uplinkSchema = z.object({
  dev_eui: devEuiSchema,
  devaddr: devAddrField,
  fcnt: fCntField,
  port: fPortField,
  payload: base64Payload,
  reported_at: unixField,
  hotspots: z
    .array(
      z
        .object({
          id: lenientText,
          rssi: lenientNumber,
          snr: lenientNumber,
          frequency: lenientNumber,
          spreading: lenientText,
        })
        .catch({}),
    )
    .nullish()
    .catch([]),
});

/** An uplink of Helium's Console, which is retired: its successor is ChirpStack v4, whose documents are read as such. */
const readUplink = (document: Document): ParsedDocument =>
  readWith(uplinkSchema, document, document.dev_eui, (fields) => {
    const hotspots = fields.hotspots ?? [];
    const { frequency, spreading } = hotspots[0] ?? {};
    const frequencyHz = hertzOf(frequency);
    const uplink = compact({
      devEui: fields.dev_eui,
      devAddr: fields.devaddr,
      fCnt: fields.fcnt,
      fPort: fields.port,
      payloadHex: fields.payload,
      receivedAt: fields.reported_at,
      networkServer: ID,
      gateways: gatewaysOf(hotspots),
      dataRate: dataRateOf(modulationNamed(spreading), frequencyHz),
      frequencyHz,
    });
    return { kind: "uplink", uplink };
  });

const isOfConsole = (document: Document): boolean => has("dev_eui")(document) && has("app_eui")(document);

export const helium = networkServer(ID, "Helium Console", [
  {
    is: (document) =>
      isOfConsole(document) && typeof document.type === "string" && document.type !== "uplink",
    read: ({ dev_eui, type }) => ignored(`Helium Console ${type}: not used here`, dev_eui),
  },
  {
    is: (document) => isOfConsole(document) && (has("hotspots")(document) || has("payload")(document)),
    read: readUplink,
  },
]);
