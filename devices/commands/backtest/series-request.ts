import { headerOf } from "#devices/backtest/read-series.ts";
import { isZone } from "#devices/backtest/read-time.ts";
import {
  type SeriesColumns,
  traceColumns,
  valueColumn,
  whereColumn,
} from "#devices/backtest/series-columns.ts";
import type { SeriesOptions } from "./backtest-options.ts";

type Asked = Pick<SeriesOptions, "time" | "value" | "where" | "received" | "deviceColumn" | "zone">;

/** Which columns of a series are read, or which options are wrong, in sentences. */
export const seriesRequest = (
  text: string,
  asked: Asked,
): SeriesColumns | { readonly errors: readonly string[] } => {
  const { time, value = [], where = [], received, deviceColumn, zone } = asked;
  const errors: string[] = [];
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
    values,
    where: rows,
    ...(received === undefined ? {} : { received }),
    ...(deviceColumn === undefined ? {} : { device: deviceColumn }),
  };
};

const whatIsMissing = (time: string | undefined, header: readonly string[]): string => {
  const has = header.length === 0 ? "the file is empty" : `its columns are: ${header.join(", ")}`;
  return time === undefined
    ? `--time is needed: the column that says when each row was observed; ${has}`
    : `--value is needed: a column and what it measures, like distance_mm=distance:mm; ${has}`;
};
