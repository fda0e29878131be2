import type { Place } from "#shared/alerting/place.ts";
import type { Alert } from "#shared/domain/alert.ts";
import type { Assessment, Transition } from "#shared/domain/assessment.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { Level, RaisedLevel } from "#shared/domain/level.ts";
import type { Addressee } from "#shared/domain/recipient.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";

/** An evening in Lam Tsuen. The places are real; the flood, the desks and the people are not. */

/** An instant of Hong Kong's clocks on 8 September 2026, `23:41` or `2026-09-09 00:10`. */
export const hongKong = (text: string): EpochMs =>
  Date.parse(text.includes(" ") ? `${text.replace(" ", "T")}:00+08:00` : `2026-09-08T${text}:00+08:00`);

const village = {
  villageId: "lam-tsuen",
  name: { "zh-HK": "林村", en: "Lam Tsuen" },
  telephone: "+12025550100",
};
const boardUrl = "https://board.example.hk/";

export const bridge: Place = {
  village,
  site: {
    siteId: "wai-tau-bridge",
    name: { "zh-HK": "圍頭橋", en: "Wai Tau bridge" },
    position: [114.1514, 22.4569],
  },
  boardUrl,
};

export const road: Place = {
  village,
  site: {
    siteId: "lam-kam-road",
    name: { "zh-HK": "林錦公路", en: "Lam Kam Road" },
    position: [114.1402, 22.4481],
  },
  boardUrl,
};

export const exercise: ExerciseClock = {
  exerciseId: "storm-1",
  traceStart: hongKong("20:00"),
  startedAt: hongKong("20:00"),
  speed: 60,
};

export interface Water {
  readonly m?: number;
  readonly percent?: number;
  readonly per10MinM?: number;
  readonly forecast?: {
    readonly level: RaisedLevel;
    readonly inMinutes: number;
    readonly earliestMinutes?: number;
    readonly latestMinutes?: number;
  };
}

export const evidenceOf = ({ m, percent, per10MinM, forecast }: Water): readonly Evidence[] => [
  ...(m === undefined
    ? []
    : [{ kind: "value", quantity: "water_level", value: m, contribution: 0 } as const]),
  ...(percent === undefined ? [] : [{ kind: "percent_full", percent, contribution: 0 } as const]),
  ...(per10MinM === undefined
    ? []
    : [{ kind: "rate", quantity: "water_level", per10Min: per10MinM, contribution: 0 } as const]),
  ...(forecast === undefined ? [] : [{ kind: "forecast", ...forecast, contribution: 0 } as const]),
];

export const assessmentAt = (observedAt: EpochMs, level: Level, water: Water): Assessment => ({
  hazard: "flood",
  observedAt,
  level,
  score: 0,
  evidence: evidenceOf(water),
});

/** An alert whose reading is a second old unless said otherwise. */
export const alertOf = (
  change: {
    readonly from?: Level;
    readonly to: Level;
    readonly water: Water;
    readonly observedAt?: EpochMs;
    readonly sent?: EpochMs;
  },
  more: Partial<Alert> = {},
): Alert => {
  const { from = "normal", to, water, observedAt = hongKong("23:41") } = change;
  const sent = change.sent ?? observedAt + 1000;
  return {
    identifier: "wai-tau-bridge.flood.1.20260908T154100Z",
    sender: "alerts.example.hk",
    sent,
    expires: sent + 60 * MINUTE_MS,
    messageType: to === "normal" ? "Cancel" : from === "normal" ? "Alert" : "Update",
    villageId: "lam-tsuen",
    siteId: "wai-tau-bridge",
    hazard: "flood",
    level: to,
    previousLevel: from,
    references: [],
    transitionAt: observedAt,
    uplinkId: "020000fffe000001/7",
    assessment: assessmentAt(observedAt, to, water),
    ...more,
  };
};

export const transitionOf = (at: EpochMs, from: Level, to: Level, water: Water): Transition => ({
  at,
  from,
  to,
  uplinkId: `020000fffe000001/${at}`,
  assessment: assessmentAt(at, to, water),
});

export const dsd: Addressee = {
  recipientId: "dsd-duty",
  role: "drainage_services",
  language: "zh-HK",
  channels: ["sms", "email"],
  consented: false,
};
export const office: Addressee = {
  recipientId: "lam-tsuen-office",
  role: "village_office",
  language: "zh-HK",
  channels: ["email"],
  consented: false,
};
export const had: Addressee = {
  recipientId: "had-tai-po",
  role: "home_affairs",
  language: "en",
  channels: ["email"],
  consented: false,
};
export const fsd: Addressee = {
  recipientId: "fsd-duty",
  role: "fire_services",
  language: "en",
  channels: ["sms"],
  consented: false,
};
export const chan: Addressee = {
  recipientId: "villager-chan",
  role: "subscriber",
  language: "zh-HK",
  channels: ["sms"],
  consented: true,
};
export const smith: Addressee = {
  recipientId: "villager-smith",
  role: "subscriber",
  language: "en",
  channels: ["sms", "email"],
  consented: true,
};
export const everyone: readonly Addressee[] = [dsd, office, had, fsd, chan, smith];
