import { addresseesOf } from "#devices/backtest/addressees.ts";
import type { BacktestSetup } from "#devices/backtest/backtest-setup.ts";
import { type ClassNumbers, classesNamedAt, withClassNumbers } from "#devices/backtest/class-words.ts";
import { newestPlace, throughout } from "#devices/backtest/one-site.ts";
import { atPace, speakerAt, usualIntervalS } from "#devices/backtest/played-device.ts";
import { type Sampling, sampleRows } from "#devices/backtest/sample-rows.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import type { DeviceProfile } from "#devices/lib/device-profile.ts";
import type { Device } from "#shared/domain/device.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Site } from "#shared/domain/site.ts";
import { MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { blindAfterMs } from "#shared/rules/site-context.ts";
import type { SiteFile } from "./site-file.ts";

/** What is to be played to a site. */
export interface Recording {
  readonly rows: readonly SeriesRow[];
  /** What the columns tell, the first of them first. */
  readonly quantities: readonly Quantity[];
  /** Words that the recording has for what a camera saw, beside those that the site's file names. */
  readonly classes?: ClassNumbers;
  /** The rows name their devices themselves. */
  readonly namesDevices: boolean;
  readonly model?: DeviceProfile | undefined;
  readonly sampling?: Sampling | undefined;
}

export interface PreparedBacktest {
  readonly setup: BacktestSetup;
  readonly site: Site;
  readonly rows: readonly SeriesRow[];
  readonly notes: readonly string[];
}

/** A site of a file with its sensors, and the rows as these would have reported them; or what does not fit, in sentences. */
export const prepareBacktest = (
  file: SiteFile,
  recording: Recording,
  siteId: string | undefined,
): PreparedBacktest | { readonly error: string } => {
  const site = chosenSite(file, siteId);
  if ("error" in site) return site;
  const { quantities, namesDevices, classes = [] } = recording;
  const rows = withClassNumbers(recording.rows, new Map([...classesNamedAt(site.hazards), ...classes]));
  if ("error" in rows) return rows;
  const here = file.village.devices.filter((device) => newestPlace(device, site.siteId) !== undefined);
  const speaker = speakerAt(file.village.devices, site.siteId, recording.model, quantities);
  const named = file.inventedSensor ? likeTheFirst(here, rows) : here;
  const devices = (namesDevices ? named : [speaker]).map((device) => paced(device, file, recording));
  const { recipients, ...village } = file.village;
  const setup = { village: throughout(village, site, devices), addressees: addresseesOf(recipients) };
  const [played] = devices;
  const spoken = namesDevices ? rows : rows.map((row) => ({ ...row, devEui: played?.devEui ?? row.devEui }));
  const sampled =
    recording.sampling === undefined
      ? spoken
      : [...sampleRows(spoken, recording.sampling, measuredBy(recording, setup))];
  return {
    setup,
    site,
    rows: sampled,
    notes: [
      ...(file.inventedRecipients
        ? ["the site's file names no recipients: one of each role stands for those who would be told"]
        : []),
      ...blindNotes(setup, sampled),
    ],
  };
};

/** For each sensor that the rows name, one that stands where the invented one stands. */
const likeTheFirst = (here: readonly Device[], rows: readonly SeriesRow[]): readonly Device[] =>
  here
    .slice(0, 1)
    .flatMap((device) =>
      [...new Set(rows.map(({ devEui }) => devEui))].map((devEui) => ({ ...device, devEui })),
    );

const chosenSite = ({ village }: SiteFile, siteId: string | undefined): Site | { readonly error: string } => {
  const [first, another] = village.sites;
  const ids = village.sites.map((site) => site.siteId).join(", ");
  if (siteId === undefined) {
    return first !== undefined && another === undefined
      ? first
      : { error: `--site-id: say which site of the village; there are: ${ids}` };
  }
  return (
    village.sites.find((site) => site.siteId === siteId) ?? {
      error: `--site-id: no site is called ${siteId}; there are: ${ids}`,
    }
  );
};

const paced = (device: Device, { paceSaid }: SiteFile, { sampling, model, rows }: Recording): Device => {
  if (sampling !== undefined) return atPace(device, sampling);
  const intervalS = paceSaid || model !== undefined ? undefined : usualIntervalS(rows);
  return intervalS === undefined ? device : { ...device, reportIntervalS: intervalS };
};

/** What is held against the threshold of a pace: how high the water stands, where a distance tells it, else the first value. */
const measuredBy = ({ quantities: [first] }: Recording, { village }: BacktestSetup) => {
  const heights = new Map(
    village.devices.map(({ devEui, assignments }) => [devEui, assignments.at(-1)?.sensorHeightM]),
  );
  return ({ devEui, values }: SeriesRow): number | undefined => {
    if (first === undefined) return undefined;
    const heightM = heights.get(devEui);
    const value = values[first];
    return first === "distance" && heightM !== undefined && value !== undefined ? heightM - value : value;
  };
};

/** A recording with fewer rows than its device promises would look like one silence after another. */
const blindNotes = ({ village }: BacktestSetup, rows: readonly SeriesRow[]): readonly string[] => {
  const [site] = village.sites;
  const everyS = usualIntervalS(rows);
  if (site === undefined || everyS === undefined) return [];
  const blindMs = blindAfterMs({ site, devices: village.devices }, rows[0]?.observedAt ?? 0);
  return everyS * SECOND_MS <= blindMs
    ? []
    : [
        `the recording has a row every ${Math.round(everyS / 60)} minutes, and the site counts as blind after ${blindMs / MINUTE_MS}: --sample ${Math.round(everyS / 60)}m takes its sensor as one of that pace`,
      ];
};
