import * as z from "zod";
import { headerOf } from "#devices/backtest/read-series.ts";
import { isZone } from "#devices/backtest/read-time.ts";
import { countedColumn, type Start } from "#devices/backtest/relative-time.ts";
import {
  type SeriesColumns,
  traceColumns,
  valueColumn,
  whereColumn,
} from "#devices/backtest/series-columns.ts";
import type { SeriesOptions } from "./backtest-options.ts";

type Asked = Pick<SeriesOptions, "time" | "start" | "value" | "where" | "received" | "deviceColumn" | "zone">;

/** Which columns of a series are read, or which options are wrong, in sentences. */
export const seriesRequest = (
  text: string,
  asked: Asked,
): SeriesColumns | { readonly errors: readonly string[] } => {
  const { value = [], where = [], received, deviceColumn, zone } = asked;
  const { time, start, errors } = timeRequest(asked, headerOf(text));
  const good = <T extends object>(found: T | { readonly error: string }): readonly T[] => {
    if (!("error" in found)) return [found];
    errors.push(found.error);
    return [];
  };
  const values = value.flatMap((one) => good(valueColumn(one)));
  const rows = where.flatMap((one) => good(whereColumn(one)));
  if (zone !== undefined && !isZone(zone)) errors.push(`--zone: "${zone}" is no zone like Asia/Hong_Kong`);
  const named = values.map(({ quantity }) => quantity);
  const twice = named.find((quantity, index) => named.indexOf(quantity) < index);
  if (twice !== undefined) errors.push(`--value: ${twice} is named twice`);
  if (errors.length > 0) return { errors };
  const trace = traceColumns(headerOf(text));
  if (time === undefined && value.length === 0 && trace !== undefined)
    return { ...trace, where: [...trace.where, ...rows] };
  if (time === undefined || value.length === 0) return { errors: [whatIsMissing(time, headerOf(text))] };
  return {
    time,
    ...(start === undefined ? {} : { start }),
    values,
    where: rows,
    ...(received === undefined ? {} : { received }),
    ...(deviceColumn === undefined ? {} : { device: deviceColumn }),
  };
};

interface TimeRequest {
  readonly time?: string;
  readonly start?: Start;
  readonly errors: string[];
}

const instantSchema = z.iso.datetime({ offset: true });

/** Which column tells the time, and from when on it counts where it does. */
const timeRequest = (
  { time: asked, start }: Pick<Asked, "time" | "start">,
  header: readonly string[],
): TimeRequest => {
  if (asked === undefined) {
    return {
      errors: start === undefined ? [] : ["--start belongs to --time: it says from when on it counts"],
    };
  }
  const { column, countedIn } = countedColumn(asked, header);
  const time = column;
  if (start === undefined) {
    return countedIn === undefined
      ? { time, errors: [] }
      : {
          time,
          errors: [`--time: ${asked} counts from a start: say with --start when that was, as ${EXAMPLE}`],
        };
  }
  return instantSchema.safeParse(start).success
    ? { time, start: { at: Date.parse(start), countedIn: countedIn ?? "s" }, errors: [] }
    : { time, errors: [`--start: "${start}" is no instant like 2026-09-08T15:41:00Z or ${EXAMPLE}`] };
};

const EXAMPLE = "2026-09-08T23:41:00+08:00";

const whatIsMissing = (time: string | undefined, header: readonly string[]): string => {
  const has = header.length === 0 ? "the file is empty" : `its columns are: ${header.join(", ")}`;
  return time === undefined
    ? `--time is needed: the column that says when each row was observed; ${has}`
    : `--value is needed: a column and what it measures, like distance_mm=distance:mm; ${has}`;
};
