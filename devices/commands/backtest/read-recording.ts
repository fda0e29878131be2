import * as z from "zod";
import { type ClassNumbers, classOption } from "#devices/backtest/class-words.ts";
import { findModel } from "#devices/backtest/find-model.ts";
import { type ReadSeries, readSeries } from "#devices/backtest/read-series.ts";
import type { Sampling } from "#devices/backtest/sample-rows.ts";
import { samplingOption } from "#devices/backtest/sampling-option.ts";
import type { SeriesColumns } from "#devices/backtest/series-columns.ts";
import type { DeviceProfile } from "#devices/lib/device-profile.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { VillageWeather } from "#shared/domain/weather.ts";
import { durationOf } from "../duration.ts";
import { readBytes } from "../read-text.ts";
import type { SeriesOptions } from "./backtest-options.ts";
import { decodeText } from "./decode-text.ts";
import type { Recording } from "./prepare-backtest.ts";
import { seriesRequest } from "./series-request.ts";
import { INVENTED_DEVICE } from "./site-file.ts";
import { readWeather } from "./weather-file.ts";

export interface ReadRecording extends Recording {
  readonly series: ReadSeries;
  readonly notes: readonly string[];
  readonly until?: EpochMs;
  readonly weather?: VillageWeather;
}

type Errors = { readonly errors: readonly string[] };

/** Reads the series as its options say; or everything that is wrong with them, in sentences. */
export const readRecording = async (options: SeriesOptions): Promise<ReadRecording | Errors> => {
  const bytes = await readBytes(options.series);
  if ("error" in bytes) return { errors: [`--series ${bytes.error}`] };
  const decoded = decodeText(bytes.bytes, options.encoding);
  if ("error" in decoded) return { errors: [`${options.series}: ${decoded.error}`] };
  const columns = seriesRequest(decoded.text, options);
  if ("errors" in columns) return columns;
  const ways = readWays(options, columns);
  if ("errors" in ways) return ways;
  const weather = options.weather === undefined ? undefined : await readWeather(options.weather);
  if (weather !== undefined && "errors" in weather) return weather;
  const series = readSeries(decoded.text, { columns, zone: options.zone, devEui: INVENTED_DEVICE });
  if ("errors" in series) return { errors: series.errors.map((error) => `${options.series}: ${error}`) };
  if (series.rows.length === 0) return { errors: [nothingRead(options.series, series)] };
  return {
    ...ways,
    ...(weather === undefined ? {} : { weather }),
    series,
    rows: series.rows,
    quantities: columns.values.map(({ quantity }) => quantity),
    namesDevices: columns.device !== undefined,
    notes: decoded.note === undefined ? [] : [`${options.series}: ${decoded.note}`],
  };
};

const nothingRead = (path: string, { elsewhere, empty, malformed, faults }: ReadSeries): string => {
  const why = [
    ...(malformed > 0 ? [`${malformed} could not be read (${faults[0]})`] : []),
    ...(empty > 0 ? [`${empty} told no value`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} were left out by --where, or lost by the radio`] : []),
  ];
  return `${path}: nothing could be read: ${why.length === 0 ? "it has no rows below its header" : `of its rows ${why.join(", ")}`}`;
};

interface Ways {
  readonly classes?: ClassNumbers;
  readonly model?: DeviceProfile;
  readonly sampling?: Sampling;
  readonly until?: EpochMs;
}

const instantSchema = z.iso.datetime({ offset: true });

const readWays = (options: SeriesOptions, { values }: SeriesColumns): Ways | Errors => {
  const { device, sample, phase, until, class: asked = [] } = options;
  const classes = asked.map(classOption);
  const wrong = classes.flatMap((one) => ("error" in one ? one.error : []));
  if (wrong.length > 0) return { errors: wrong };
  const model = device === undefined ? undefined : findModel(device);
  if (model !== undefined && "error" in model) return { errors: [`--device: ${model.error}`] };
  if (until !== undefined && !instantSchema.safeParse(until).success) {
    return {
      errors: [`--until: "${until}" is no instant like 2026-09-08T15:41:00Z or 2026-09-08T23:41:00+08:00`],
    };
  }
  const sampling =
    sample === undefined ? undefined : readSampling(sample, phase, values[0]?.quantity ?? "water_level");
  if (sampling !== undefined && "error" in sampling) return { errors: [sampling.error] };
  if (phase !== undefined && sampling === undefined) return { errors: ["--phase belongs to --sample"] };
  return {
    classes: new Map(classes.flatMap((one) => ("word" in one ? [[one.word, one.number] as const] : []))),
    ...(model === undefined ? {} : { model }),
    ...(sampling === undefined ? {} : { sampling }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
  };
};

const readSampling = (
  sample: string,
  phase: string | undefined,
  quantity: Parameters<typeof samplingOption>[1],
): Sampling | { readonly error: string } => {
  const sampling = samplingOption(sample, quantity, (text) => durationOf(text, SECOND_MS, DAY_MS));
  if ("error" in sampling || phase === undefined) return sampling;
  const phaseMs = durationOf(phase, 0, DAY_MS);
  return phaseMs === undefined
    ? { error: `--phase: "${phase}" is no duration like 30s` }
    : { ...sampling, phaseMs };
};
