import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { CLOCK_WRONG_FROM_MS } from "./board-clock.ts";
import type { BoardInput } from "./board-input.ts";
import { isLost } from "./connection.ts";
import { timeWithDate } from "./hong-kong-time.ts";
import { textsOf } from "./texts/of-language.ts";
import { weatherLine } from "./weather-line.ts";

/** A sentence across the board. `loud`: what stands below may be wrong. */
export interface Notice {
  readonly kind: "address" | "connection" | "clock" | "weather";
  readonly isLoud: boolean;
  readonly text: string;
}

/** What the viewer must know of the page itself. `wall` is the server's time as far as known, epoch ms. */
export const notices = (input: BoardInput, wall: EpochMs): readonly Notice[] => {
  const texts = textsOf[input.language];
  if (!input.isAddressGood) return [{ kind: "address", isLoud: true, text: texts.badAddress }];
  const lost = isLost(input.connection)
    ? [{ kind: "connection" as const, isLoud: true, text: connectionText(input, wall) }]
    : [];
  return [...lost, ...clockNotice(input), ...weatherNotice(input, wall)];
};

const connectionText = (input: BoardInput, wall: EpochMs): string => {
  const texts = textsOf[input.language];
  const { trouble, heardAt } = input.connection;
  if (trouble === "not_published") return texts.notPublished;
  if (trouble === "unreadable") return texts.unreadable;
  return heardAt === undefined
    ? texts.neverConnected
    : texts.noConnectionSince(timeWithDate(heardAt, wall, texts));
};

const weatherNotice = ({ status, language }: BoardInput, wall: EpochMs): readonly Notice[] => {
  const text =
    status?.weather === undefined ? undefined : weatherLine(status.weather, wall, textsOf[language]);
  return text === undefined ? [] : [{ kind: "weather", isLoud: false, text }];
};

const clockNotice = (input: BoardInput): readonly Notice[] => {
  const texts = textsOf[input.language];
  if (Math.abs(input.offsetMs) < CLOCK_WRONG_FROM_MS) return [];
  const minutes = Math.round(Math.abs(input.offsetMs) / MINUTE_MS);
  const text = input.offsetMs < 0 ? texts.clockFast(minutes) : texts.clockSlow(minutes);
  return [{ kind: "clock", isLoud: false, text }];
};
