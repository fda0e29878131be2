import type { NowcastGrid } from "#shared/adapters/hko/nowcast.ts";
import type { Rainfall, RainfallReport } from "#shared/adapters/hko/rainfall.ts";
import type { Told } from "#shared/adapters/hko/told.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Warnings } from "#shared/domain/weather.ts";
import type { ToldOfVillage } from "#shared/rules/weather/remember-weather.ts";

/** What each feed said, or why it is not believed. */
export interface Sky {
  readonly warnings: Told<Warnings>;
  readonly districtRainfall: Told<RainfallReport>;
  readonly stationRainfall: Told<RainfallReport>;
  readonly nowcast: Told<NowcastGrid>;
}

/** What is told of one village, and a sentence for each value that is not believed or not there. */
export interface VillageSky {
  readonly told: ToldOfVillage;
  readonly doubted: readonly string[];
}

export const toldOfVillage = (village: Village, sky: Sky): VillageSky => {
  const district = measured(sky.districtRainfall, village.rainfall ? [village.rainfall.district] : []);
  const stations = measured(sky.stationRainfall, village.rainfall?.stations ?? []);
  const nowcast = foretold(sky.nowcast, village);
  return {
    told: {
      ...("told" in sky.warnings ? { warnings: sky.warnings.told } : {}),
      ...(district.most === undefined ? {} : { districtRainfall: district.most }),
      ...(stations.most === undefined ? {} : { stationRainfall: stations.most }),
      ...(nowcast.nowcast === undefined ? {} : { nowcast: nowcast.nowcast }),
    },
    doubted: [...district.doubted, ...stations.doubted, ...nowcast.doubted],
  };
};

/** The most that was measured at some places. */
const measured = (
  report: Told<RainfallReport>,
  places: readonly string[],
): { readonly most?: Rainfall; readonly doubted: readonly string[] } => {
  if ("refused" in report) return { doubted: [] };
  const found = places.flatMap((place) => report.told.byPlace.get(place) ?? []);
  const [most] = found.toSorted((a, b) => b.pastHourMm - a.pastHourMm);
  const missing = places.filter((place) => !report.told.byPlace.has(place));
  return {
    ...(most === undefined ? {} : { most }),
    doubted: missing.map((place) => `no rain is told of ${place}`),
  };
};

/** The most that is expected at any of the village's sites, half hour by half hour. */
const foretold = (grid: Told<NowcastGrid>, { sites }: Village) => {
  if ("refused" in grid) return { doubted: [] };
  const { issuedAt, at } = grid.told;
  const reads = sites.map(({ position }) => at(position));
  const doubted = reads.flatMap((read) => ("refused" in read ? [read.refused] : []));
  const [first, ...others] = reads.flatMap((read) => ("told" in read ? [read.told] : []));
  if (first === undefined) return { doubted };
  const halfHours = first.map(({ endsAt, rainMm }, index) => ({
    endsAt,
    rainMm: Math.max(rainMm, ...others.map((other) => other[index]?.rainMm ?? 0)),
  }));
  return { nowcast: { issuedAt, halfHours }, doubted };
};
