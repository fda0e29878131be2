import { describe, expect, it } from "vitest";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import { SCENARIO_HAZARDS, type ScenarioHazard, scenario } from "#devices/traces/scenarios/scenario.ts";
import type { ScenarioRow } from "#devices/traces/scenarios/scenario-row.ts";
import { notificationText } from "#shared/alerting/message.ts";
import type { Alert } from "#shared/domain/alert.ts";
import { LANGUAGES } from "#shared/domain/language.ts";
import { type Addressee, ROLES } from "#shared/domain/recipient.ts";
import type { Site } from "#shared/domain/site.ts";
import type { Village } from "#shared/domain/village.ts";

const boardUrl = "https://board.example.hk/";

/** Where the scenarios take place; the place is real, the village's desks are not. */
const SETTINGS: Readonly<Record<ScenarioHazard, object>> = {
  flood: { reference: "drain", drainDepthM: 2 },
  hill_fire: { hill: "tai-mo-shan" },
  wild_pig: { pigClass: 2, housesM: 30 },
  illegal_dumping: {},
};

const addressees: readonly Addressee[] = ROLES.flatMap((role) =>
  LANGUAGES.map((language) => ({
    recipientId: `${role}-${language}`.toLowerCase(),
    role,
    language,
    channels: ["sms", "email"],
    consented: true,
  })),
);

const site = (hazard: ScenarioHazard): Site => ({
  siteId: "ng-tung-chai",
  name: { "zh-HK": "梧桐寨", en: "Ng Tung Chai" },
  position: [114.1262, 22.4297],
  hazards: [{ hazard, settings: { ...SETTINGS[hazard] }, validFrom: 0 }],
});

const rowsOf = (rows: Iterable<ScenarioRow>): readonly SeriesRow[] =>
  [...rows].map(({ devEui, atMs, receivedAtMs, fCnt, values }) => ({
    devEui,
    observedAt: atMs,
    receivedAt: receivedAtMs,
    fCnt,
    values,
  }));

/** Every alert of three weeks at one site, and the place as its texts name it. */
const played = (hazard: ScenarioHazard) => {
  const { devices, rows } = scenario({
    hazard,
    kind: "event",
    seed: 7,
    days: 22,
    events: 4,
    quietDays: 15,
    together: true,
  });
  const village: Village = {
    villageId: "lam-tsuen",
    name: { "zh-HK": "林村", en: "Lam Tsuen" },
    telephone: "+12025550100",
    sites: [site(hazard)],
    devices: devices.map(({ devEui, profileId, reportIntervalS, sensorHeightM }) => ({
      devEui,
      profileId,
      reportIntervalS,
      assignments: [
        { siteId: "ng-tung-chai", validFrom: 0, ...(sensorHeightM === undefined ? {} : { sensorHeightM }) },
      ],
    })),
  };
  const { sites } = runBacktest({ village, addressees, boardUrl }, rowsOf(rows));
  const plans = sites.flatMap(({ hazards }) => hazards.flatMap(({ alerts }) => alerts));
  return { place: { village, site: site(hazard), boardUrl }, plans };
};

/** Refuses to tell anything that is not named, so that whoever asks for it fails. */
const onlyTelling = <T extends object>(whole: T, told: readonly string[]): T =>
  new Proxy(whole, {
    get: (target, name) => {
      if (typeof name === "string" && !told.includes(name)) throw new Error(`a text asked for ${name}`);
      return Reflect.get(target, name);
    },
  });

/** What a text may rest on: what is announced (of a case, by when), and the evidence. No score, no memory of a rule, no uplink. */
const evidenceAlone = (alert: Alert): Alert => {
  const stored = JSON.parse(JSON.stringify(alert)) as Alert;
  const assessment = onlyTelling(stored.assessment, ["observedAt", "evidence"]);
  return onlyTelling({ ...stored, assessment }, [
    "identifier",
    "sent",
    "hazard",
    "level",
    "previousLevel",
    "exercise",
    "case",
    "assessment",
  ]);
};

describe("every public text", () => {
  it.each(Object.keys(SCENARIO_HAZARDS) as ScenarioHazard[])(
    "can be made again from the evidence of its alert alone, as it was stored: %s",
    { timeout: 120_000 },
    (hazard) => {
      const { place, plans } = played(hazard);
      const texts = plans.flatMap(({ alert, notifications }) => {
        const bare = evidenceAlone(alert);
        return notifications.map(({ language, channel, text }) => {
          expect(notificationText(bare, place, language, channel)).toEqual(text);
          return text.body;
        });
      });
      expect(texts.length).toBeGreaterThan(0);
    },
  );
});
