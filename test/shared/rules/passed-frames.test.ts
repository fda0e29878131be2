import { describe, expect, it } from "vitest";
import type { Observation } from "#shared/domain/observation.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { copiesOfPassed, settlePassed } from "#shared/rules/passed-frames.ts";
import { GAUGE, START } from "./gauge.ts";

const row = (
  minute: number,
  fCnt: number,
  distance: number,
  changes: Partial<Observation> = {},
): Observation => ({
  siteId: "wai-tau-bridge",
  devEui: GAUGE,
  observedAt: START + minute * MINUTE_MS,
  receivedAt: START + 90 * MINUTE_MS,
  values: { distance },
  flags: { distance: 2 },
  late: true,
  fCnt,
  ...changes,
});
const judged = (minute: number, fCnt: number, distance: number) =>
  row(minute, fCnt, distance, { values: { distance, water_level: 3.2 - distance }, late: false });
const minutesOf = (rows: readonly { observedAt: number }[]) =>
  rows.map(({ observedAt }) => (observedAt - START) / MINUTE_MS);

describe("a frame that comes after the window has passed it", () => {
  it("is a row of its own", () => {
    expect(settlePassed([row(5, 7, 1.3)], [judged(4, 6, 1.3), judged(6, 8, 1.3)]).put).toHaveLength(1);
  });

  it("and is held already under an earlier time is none", () => {
    const { put, remove } = settlePassed([row(5, 7, 1.3)], [judged(4.5, 7, 1.3)]);
    expect([minutesOf(put), minutesOf(remove)]).toEqual([[], [5]]);
  });

  it("and is held already under a later time takes that one's place", () => {
    const { put, remove } = settlePassed([row(5, 7, 1.3)], [judged(5.5, 7, 1.3)]);
    expect([minutesOf(put), minutesOf(remove)]).toEqual([[5], [5.5]]);
  });

  it("twice in one batch is one row, the earlier", () => {
    const { put } = settlePassed([row(5.5, 7, 1.3), row(5, 7, 1.3)], []);
    expect(minutesOf(put)).toEqual([5]);
  });

  it("under the very same time is that row again, which stays as it was judged", () => {
    const { put, remove } = settlePassed([row(5, 7, 1.3)], [judged(5, 7, 1.3)]);
    expect([put, remove]).toEqual([[], []]);
  });

  it("under the very same time adds what could not be read then, and what was judged stays", () => {
    const more = row(5, 7, 1.3, {
      values: { distance: 1.3, battery_level: 90 },
      flags: { distance: 2, battery_level: 2 },
    });
    const held = { ...judged(5, 7, 1.3), flags: { distance: 1, water_level: 1 } } as const;
    expect(settlePassed([more], [held]).put).toEqual([
      {
        ...held,
        values: { ...held.values, battery_level: 90 },
        flags: { ...held.flags, battery_level: 2 },
      },
    ]);
  });

  it("under the very same time takes that row's place when it now reads otherwise", () => {
    const mended = row(5, 7, 1.4);
    expect(settlePassed([mended], [judged(5, 7, 1.3)]).put).toEqual([mended]);
  });

  it.each([
    ["another counter", judged(4.5, 8, 1.3)],
    ["another value", judged(4.5, 7, 1.4)],
    ["another quantity", row(4.5, 7, 1.3, { values: {} })],
    ["another device", { ...judged(4.5, 7, 1.3), devEui: "020000fffe000002" }],
    ["half an hour between", judged(-26, 7, 1.3)],
  ])("with %s is no copy", (_, held) => {
    expect(settlePassed([row(5, 7, 1.3)], [held]).put).toHaveLength(1);
  });

  it("without a counter is never taken for a copy", () => {
    const { fCnt: _, ...uncounted } = row(5, 7, 1.3);
    expect(settlePassed([uncounted], [judged(4.5, 7, 1.3)]).put).toEqual([uncounted]);
    const { fCnt: __, ...held } = judged(5.5, 7, 1.3);
    expect(settlePassed([row(5, 7, 1.3)], [held]).remove).toEqual([]);
  });

  it("is looked for half an hour around", () => {
    const { from, to } = copiesOfPassed([row(5, 7, 1.3), row(9, 8, 1.3)]);
    expect([(from - START) / MINUTE_MS, (to - 1 - START) / MINUTE_MS]).toEqual([-25, 39]);
  });
});
