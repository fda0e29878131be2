import type { HazardResult } from "#devices/backtest/backtest-result.ts";
import type { BacktestSetup } from "#devices/backtest/backtest-setup.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import type { Position } from "#shared/domain/geometry.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** Where a recording was made, as an installer would write it down: thresholds and geometry, and nothing of what happened there. */
export interface Place {
  readonly name: string;
  readonly position: Position;
  readonly hazard: Hazard;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sensorHeightM?: number;
  readonly reportIntervalS: number;
}

/** What a device told at an instant. */
export interface Told {
  readonly at: EpochMs;
  readonly fCnt?: number;
  readonly values: Readonly<Partial<Record<Quantity, number>>>;
}

const DEVICE = "020000fffe000001";
const SITE = "recorded-site";

/** A village of one site that is watched by one device since ever. */
export const villageAt = (place: Place): BacktestSetup["village"] => {
  const name = { "zh-HK": place.name, en: place.name };
  const { hazard, settings, sensorHeightM, reportIntervalS, position } = place;
  return {
    villageId: "recorded",
    name,
    telephone: "+12025550140",
    sites: [{ siteId: SITE, name, position, hazards: [{ hazard, settings, validFrom: 0 }] }],
    devices: [
      {
        devEui: DEVICE,
        profileId: "generic/recorded",
        reportIntervalS,
        assignments: [
          { siteId: SITE, validFrom: 0, ...(sensorHeightM === undefined ? {} : { sensorHeightM }) },
        ],
      },
    ],
  };
};

/** As the row of a recording. */
export const rowOf = ({ at, ...frame }: Told): SeriesRow => ({ devEui: DEVICE, observedAt: at, ...frame });

/** Plays what a device told to its place, through the code that runs in the cloud; the alerts go to nobody. */
export const playAt = (place: Place, told: readonly Told[]): HazardResult =>
  playRowsAt(place, told.map(rowOf));

export const playRowsAt = (place: Place, rows: readonly SeriesRow[]): HazardResult => {
  const [result] = runBacktest({ village: villageAt(place), addressees: [] }, rows).sites;
  const [hazard] = result?.hazards ?? [];
  if (hazard === undefined) throw new Error(`${place.name} is watched for ${place.hazard}`);
  return hazard;
};

/** A length in metres as a gauge tells it: whole millimetres. */
export const toMillimetre = (metres: number): number => Math.round(metres * 1_000) / 1_000;
