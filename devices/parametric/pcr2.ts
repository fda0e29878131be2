import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { i16At, textAt, u8At, u16At } from "../lib/fixed-layout-place.ts";
import {
  absent,
  type FixedField,
  type FixedLayout,
  information,
  quantity,
} from "../lib/fixed-layout-table.ts";
import { dotted } from "../lib/version-formats.ts";

const REPORTS = [14];
const CONFIGURATION = [190];
const RADAR_OFF = 1;

const totals = [
  quantity("passages_left_to_right", u16At(3)),
  quantity("passages_right_to_left", u16At(5)),
  quantity("passages_left_to_right_total", u16At(7)),
  quantity("passages_right_to_left_total", u16At(9)),
];
const temperatureAt = (byteOffset: number) =>
  quantity("internal_temperature", i16At(byteOffset), { countsPerUnit: 10, neutral: 250 });
const solarAt = (byteOffset: number) =>
  quantity("solar_power", u16At(byteOffset), { countsPerUnit: 1000, neutral: 0 });
const noCharger = [absent(0, "none told: no solar charger, or empty")];

const configuration = (
  version: string,
  byteLength: number,
  further: readonly FixedField[] = [],
): FixedLayout => ({
  name: `configuration of version ${Number(version)}`,
  ports: CONFIGURATION,
  lead: `be01${version}`,
  byteLength,
  fields: [
    information("firmware_version", textAt(4, dotted(3))),
    information("operating_mode", u8At(7), {
      labels: { 0: "timespan", 1: "not zero", 2: "trigger", 3: "capacity alert" },
    }),
    information("payload_type", u8At(8), { labels: { 0: "ELSYS", 1: "Cayenne LPP", 2: "extended" } }),
    information("report_interval_s", u16At(11), { unitsPerCount: 60 }),
    ...further,
  ],
});
/** A radar that is switched off counts nothing, which looks like an empty path. */
const radar = [quantity("device_fault", u8At(21), { values: { 1: 0, 0: RADAR_OFF } })];

/**
 * Parametric PCR2, a radar that counts passages by direction. Fields: the maker's payload descriptions V3 and V4
 * (docs.pmx.systems, PCR2 LoRaWAN Payload Description; ELSYS form: parametric.ch, PCR2 Payload Description) and
 * TheThingsNetwork/lorawan-devices (vendor/parametric/pcr2-decoder.js), whose temperature is cut to whole degrees. Frames of the
 * V5 form (firmware 4, `be 01 xx a5`) and Cayenne LPP are refused: their fields are not in what could be read. Ten minutes is the
 * interval of the maker's example configuration. No downlink: a configuration carries every setting, radar angle and distances
 * included, so that setting the interval alone would overwrite what was set on site.
 */
export const pcr2 = fixedLayoutProfile(
  {
    id: "parametric/pcr2",
    vendor: "Parametric",
    model: "PCR2",
    name: "Radar passage counter",
    hazards: ["wild_pig"],
    heartbeatS: 600,
    defaultFPort: 14,
    reportBytes: 17,
  },
  [
    {
      name: "short report",
      ports: REPORTS,
      lead: "0a",
      fields: [
        quantity("passages_left_to_right", u16At(1)),
        quantity("passages_right_to_left", u16At(4)),
        temperatureAt(7),
      ],
    },
    {
      name: "report of version 4",
      ports: REPORTS,
      lead: "be0104",
      fields: [
        ...totals,
        quantity("battery_voltage", u16At(11), { countsPerUnit: 1000, codes: noCharger }),
        solarAt(13),
        temperatureAt(15),
      ],
    },
    {
      name: "report of version 3",
      ports: REPORTS,
      lead: "be0103",
      fields: [
        ...totals,
        quantity("battery_level", u8At(11), { codes: noCharger }),
        solarAt(12),
        temperatureAt(14),
      ],
    },
    configuration("03", 20),
    configuration("04", 31, [information("radar_autotuning", u8At(31), { optional: true })]),
    configuration("05", 34, radar),
    configuration("06", 35, radar),
  ],
  { codes: { device_fault: { 0: "none", [RADAR_OFF]: "radar switched off" } } },
);
