import type { SeenAlert, SeenNotification } from "#devices/replay/seen-alert.ts";
import { stormTrace } from "#devices/traces/storm.ts";
import { stormTruth } from "#devices/traces/storm-truth.ts";
import { timeOf } from "#devices/traces/truth.ts";

export const GAUGE = "020000fffe000001";
/** When the replay of the tests begins, on the wall and on the exercise's clock. */
export const NOW = Date.parse("2026-11-20T02:00:00Z");
export const storm = stormTrace(1);
export const truth = stormTruth();

/** What a replay of the storm would see if all went as it should. */
export const faultless = (): readonly SeenAlert[] =>
  truth.map((expected, index) => ({
    identifier: `alert-${index}`,
    siteId: "wai-tau-bridge",
    level: expected.level,
    messageType: expected.messageType,
    transitionAt: timeOf(expected) - storm[0].atMs + NOW,
    uplinkId: `${GAUGE}/${index + 1}`,
    notifications: expected.recipients.map(
      (recipient): SeenNotification => ({
        ...recipient,
        text: { body: "水位上升" },
        result: { kind: "sink" },
        sentAt: NOW + 400,
      }),
    ),
  }));

/** The same with one alert changed. */
export const withAlert = (index: number, changes: Partial<SeenAlert>): readonly SeenAlert[] =>
  faultless().map((alert, at) => (at === index ? { ...alert, ...changes } : alert));

export const notificationsOf = (index: number): readonly SeenNotification[] =>
  faultless()[index]?.notifications ?? [];
