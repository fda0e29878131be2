import * as z from "zod";
import type { DeviceStatusEvent } from "#shared/domain/network-event.ts";
import { devEuiSchema, type Uplink } from "#shared/domain/uplink.ts";
import {
  base64Payload,
  compact,
  devAddrField,
  fCntField,
  fPortField,
  instantField,
} from "./document-fields.ts";
import type { Circumstances, Document, ParsedDocument } from "./network-server.ts";
import { at, has, ignored, networkServer, readWith, unreadable } from "./read-document.ts";
import { gatewaysOf, gatewayTimeOf } from "./receptions.ts";
import { THE_THINGS_STACK_ID, theThingsStackEvents } from "./the-things-stack-v3-events.ts";
import { dataRateIn, receptionOf, receptionSchema, settingsSchema } from "./the-things-stack-v3-radio.ts";

const messageSchema = z.object({
  end_device_ids: z.object({ dev_eui: devEuiSchema, dev_addr: devAddrField }),
  received_at: instantField.optional(),
  uplink_message: z.object({
    f_port: fPortField,
    f_cnt: fCntField,
    frm_payload: base64Payload,
    rx_metadata: z.array(receptionSchema).nullish().catch([]),
    settings: settingsSchema.optional().catch(undefined),
    received_at: instantField.optional(),
    last_battery_percentage: z
      .object({ value: z.number().min(0).max(100).default(0), received_at: instantField })
      .optional()
      .catch(undefined),
  }),
});
type Message = z.infer<typeof messageSchema>;

const DEV_EUI = ["end_device_ids", "dev_eui"] as const;

/**
 * An uplink of The Things Stack v3. Zero and empty fields are left out of its JSON: no `f_cnt` is counter 0. The time is
 * the Network Server's, which stands inside; the one outside is the Application Server's. What a person typed into
 * `simulate uplink` is no reading, unless it comes with the clock of an exercise.
 */
const readUplink = (document: Document, { exercise }: Circumstances): ParsedDocument =>
  document.simulated === true && exercise === undefined
    ? ignored("The Things Stack simulated uplink: nothing was measured", at(document, ...DEV_EUI))
    : readWith(messageSchema, document, at(document, ...DEV_EUI), (message) => {
        const receivedAt = message.uplink_message.received_at ?? message.received_at;
        if (receivedAt === undefined) {
          return unreadable("uplink_message.received_at: a time is expected", at(document, ...DEV_EUI));
        }
        const events = batteryBeside(message);
        return compact({
          kind: "uplink" as const,
          uplink: uplinkOf(message, receivedAt),
          events: events.length === 0 ? undefined : events,
        });
      });

const uplinkOf = ({ end_device_ids, uplink_message }: Message, receivedAt: string): Uplink => {
  const { f_port, f_cnt, frm_payload, rx_metadata, settings } = uplink_message;
  const receptions = (rx_metadata ?? []).map(receptionOf);
  return compact({
    devEui: end_device_ids.dev_eui,
    devAddr: end_device_ids.dev_addr,
    fCnt: f_cnt ?? 0,
    fPort: f_port,
    payloadHex: frm_payload,
    receivedAt,
    gatewayTime: gatewayTimeOf(receptions),
    networkServer: THE_THINGS_STACK_ID,
    gateways: gatewaysOf(receptions),
    dataRate: dataRateIn(settings),
    frequencyHz: settings?.frequency,
  });
};

const batteryBeside = ({ end_device_ids, uplink_message }: Message): readonly DeviceStatusEvent[] => {
  const { last_battery_percentage: battery } = uplink_message;
  return battery === undefined
    ? []
    : [
        {
          kind: "device_status",
          devEui: end_device_ids.dev_eui,
          at: battery.received_at,
          networkServer: THE_THINGS_STACK_ID,
          batteryPercent: battery.value,
        },
      ];
};

export const theThingsStack = networkServer(THE_THINGS_STACK_ID, "The Things Stack v3", [
  { is: (document) => has("end_device_ids")(document) && has("uplink_message")(document), read: readUplink },
  ...theThingsStackEvents,
]);
