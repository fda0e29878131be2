import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";
import type { EpochMs } from "#shared/domain/time.ts";

/**
 * An instant as the clocks of Hong Kong show it.
 *
 * @param pattern Unicode date pattern of date-fns, like `HH:mm`.
 */
export const hongKongTime = (instant: EpochMs, pattern: string): string =>
  format(new TZDate(instant, "Asia/Hong_Kong"), pattern);
