import * as z from "zod";
import type { NetworkEvent } from "#shared/domain/network-event.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { batteryOf } from "./device-status.ts";
import {
  compact,
  devAddrField,
  fCntField,
  instantField,
  lenientNumber,
  lenientText,
} from "./document-fields.ts";
import type { Document, ParsedDocument } from "./network-server.ts";
import { at, type DocumentKind, has, ignored, readWith } from "./read-document.ts";

export const THINGPARK_ID = "thingpark";

const degrees = (most: number) => z.coerce.number("degrees are expected").min(-most).max(most);

const reportShape = { DevEUI: devEuiSchema, Time: instantField };

interface Told {
  readonly devEui: string;
  readonly at: string;
  readonly networkServer: string;
}

/** A report: a document of one field, under whose name everything stands. */
const report = <Shape extends z.ZodRawShape>(
  name: string,
  shape: Shape,
  eventOf: (fields: z.infer<z.ZodObject<Shape>>, told: Told) => ParsedDocument,
): DocumentKind => ({
  is: has(name),
  read: (document: Document): ParsedDocument =>
    readWith(
      z.object({ [name]: z.object({ ...shape, ...reportShape }) }),
      document,
      at(document, name, "DevEUI"),
      (read) => {
        const fields = read[name] as z.infer<z.ZodObject<typeof reportShape>>;
        const told = { devEui: fields.DevEUI, at: fields.Time, networkServer: THINGPARK_ID };
        return eventOf(read[name] as z.infer<z.ZodObject<Shape>>, told);
      },
    ),
});

const event = (one: NetworkEvent): ParsedDocument => ({ kind: "event", event: one });

const location = report(
  "DevEUI_location",
  { DevLAT: degrees(90), DevLON: degrees(180), DevLocRadius: lenientNumber },
  ({ DevLAT, DevLON, DevLocRadius }, told) =>
    event(
      compact({
        kind: "location" as const,
        ...told,
        position: [DevLON, DevLAT] as [number, number],
        accuracyM: DevLocRadius,
      }),
    ),
);

/** `DeliveryStatus` 1: a gateway has sent it; else the causes tell why not, one for each window. */
const downlinkSent = report(
  "DevEUI_downlink_Sent",
  {
    FCntDn: fCntField,
    DeliveryStatus: z.coerce.number(),
    DeliveryFailedCause1: lenientText,
    DeliveryFailedCause2: lenientText,
    DeliveryFailedCause3: lenientText,
  },
  ({ FCntDn, DeliveryStatus, ...causes }, told) => {
    const sent = DeliveryStatus === 1;
    const { DeliveryFailedCause1, DeliveryFailedCause2, DeliveryFailedCause3 } = causes;
    const codes = [DeliveryFailedCause1, DeliveryFailedCause2, DeliveryFailedCause3]
      .map((code) => code ?? "none")
      .join(", ");
    return event(
      compact({
        kind: "downlink" as const,
        ...told,
        result: sent ? ("sent" as const) : ("failed" as const),
        fCntDown: FCntDn,
        reason: sent ? undefined : `causes by window: ${codes}`,
      }),
    );
  },
);

/** Of the type `devstatusans` `Var1` is the battery's octet and `Var2` the margin in dB. */
const notification = report(
  "DevEUI_notification",
  { Type: z.string(), DevAddr: devAddrField, Var1: lenientNumber, Var2: lenientNumber },
  ({ Type, DevAddr, Var1, Var2 }, told) => {
    if (Type === "join") {
      return event(compact({ kind: "join" as const, ...told, accepted: true, devAddr: DevAddr }));
    }
    if (Type === "devstatusans") {
      return event(compact({ kind: "device_status" as const, ...told, ...batteryOf(Var1), marginDb: Var2 }));
    }
    return ignored(`ThingPark notification of the type ${Type}: not used here`, told.devEui);
  },
);

const UNUSED = /^DevEUI_/;

/** What ThingPark tells besides uplinks, as its tunnel interface to application servers documents it. */
export const thingParkEvents: readonly DocumentKind[] = [
  location,
  downlinkSent,
  notification,
  {
    is: (document) => Object.keys(document).some((field) => UNUSED.test(field)),
    read: (document) => {
      const name = Object.keys(document).find((field) => UNUSED.test(field)) ?? "";
      return ignored(`ThingPark ${name}: not used here`, at(document, name, "DevEUI"));
    },
  },
];
