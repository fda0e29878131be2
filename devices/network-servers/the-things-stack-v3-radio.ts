import * as z from "zod";
import { dataRateOf } from "./data-rate.ts";
import {
  compact,
  dataRateField,
  frequencyField,
  lenientInstant,
  lenientNumber,
  lenientText,
} from "./document-fields.ts";
import { type Reception, snrBeside } from "./receptions.ts";

/** FSK has one data rate in AS923 and EU868: RP002-1.0.4. */
const FSK_DATA_RATE = 7;

export const receptionSchema = z
  .object({
    gateway_ids: z.object({ gateway_id: lenientText, eui: lenientText }).optional().catch(undefined),
    packet_broker: z
      .object({ forwarder_gateway_eui: lenientText, forwarder_gateway_id: lenientText })
      .optional()
      .catch(undefined),
    time: lenientInstant,
    rssi: lenientNumber,
    snr: lenientNumber,
  })
  .catch({});

export const settingsSchema = z.object({
  data_rate: z
    .object({
      lora: z
        .object({ bandwidth: lenientNumber, spreading_factor: lenientNumber })
        .optional()
        .catch(undefined),
      fsk: z.unknown().optional(),
    })
    .optional()
    .catch(undefined),
  data_rate_index: dataRateField,
  frequency: frequencyField,
});

/** A gateway of another network comes through the Packet Broker, under whose name it must not be counted. */
export const receptionOf = ({
  gateway_ids,
  packet_broker,
  rssi,
  snr,
  time,
}: z.infer<typeof receptionSchema>): Reception => ({
  id:
    gateway_ids?.eui ??
    packet_broker?.forwarder_gateway_eui ??
    packet_broker?.forwarder_gateway_id ??
    gateway_ids?.gateway_id,
  rssi,
  snr: snrBeside(rssi, snr),
  time,
});

export const dataRateIn = (settings: z.infer<typeof settingsSchema> | undefined): number | undefined => {
  if (settings?.data_rate_index !== undefined) return settings.data_rate_index;
  if (settings?.data_rate?.fsk !== undefined) return FSK_DATA_RATE;
  const { spreading_factor, bandwidth } = settings?.data_rate?.lora ?? {};
  return dataRateOf(
    compact({ spreadingFactor: spreading_factor, bandwidthHz: bandwidth }),
    settings?.frequency,
  );
};
