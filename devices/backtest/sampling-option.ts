import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { Sampling } from "./sample-rows.ts";
import { converter } from "./units.ts";

/** Reads a duration like `5m`; undefined when it is none, or longer than a day. */
export type DurationOf = (text: string) => number | undefined;

const WRONG = "is not like 5m, or 5m/1m>=30mm: every 5 minutes, every minute once it measures 30 mm";
const FAST = /^(?<interval>[^>=]+)>=\s*(?<from>[+-]?\d+(?:\.\d+)?)\s*(?<unit>\D.*)?$/u;

/**
 * Reads `--sample 5m/1m>=30mm`.
 *
 * @param quantity what is held against the threshold: its unit is taken where none is given
 */
export const samplingOption = (
  text: string,
  quantity: Quantity,
  durationOf: DurationOf,
): Sampling | { readonly error: string } => {
  const at = text.indexOf("/");
  const [usual, fast] = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
  const intervalMs = durationOf(usual.trim());
  if (intervalMs === undefined) return { error: `--sample: "${text}" ${WRONG}` };
  if (fast === undefined) return { intervalMs };
  const parts = FAST.exec(fast.trim())?.groups;
  const fastMs = durationOf(parts?.interval?.trim() ?? "");
  if (parts === undefined || fastMs === undefined) return { error: `--sample: "${text}" ${WRONG}` };
  if (fastMs >= intervalMs)
    return { error: `--sample: "${text}" asks for no faster pace once it measures more` };
  const { unit } = QUANTITIES[quantity];
  const found = converter(parts.unit?.trim() ?? unit, unit);
  return "error" in found
    ? { error: `--sample: ${found.error}` }
    : { intervalMs, fast: { intervalMs: fastMs, from: found.convert(Number(parts.from)) } };
};
