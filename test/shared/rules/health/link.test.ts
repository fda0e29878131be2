import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { countFrames } from "#shared/rules/health/frame-loss.ts";
import { bestRssi, marginDb } from "#shared/rules/health/link-margin.ts";
import { live, noise } from "./device-life.ts";

const INTERVAL_MS = 10 * MINUTE_MS;
const frames = (...counters: readonly number[]) =>
  counters.map((fCnt, index) => ({ at: index * INTERVAL_MS, fCnt }));
const count = (...counters: readonly number[]) => countFrames(frames(...counters), undefined, INTERVAL_MS);

describe("frames lost, by their counter", () => {
  it("are those missing between two that came", () => {
    expect(count(5, 6, 9, 10)).toEqual({ expected: 6, lost: 2 });
  });

  it("are not made by a reboot, whose counter starts again", () => {
    expect(count(900, 901, 0, 1)).toEqual({ expected: 4, lost: 0 });
  });

  it("are not made by a counter that was set forward, faster than anything sends", () => {
    expect(count(900, 901, 1_925, 1_926)).toEqual({ expected: 4, lost: 0 });
  });

  it("are not made by a frame of before a reboot that came late", () => {
    expect(count(5_000, 0, 5_001, 1)).toEqual({ expected: 4, lost: 0 });
  });

  it("are counted over the end of 16 bits", () => {
    expect(count(65_534, 65_535, 1)).toEqual({ expected: 4, lost: 1 });
  });

  it("are not made by a frame heard again", () => {
    expect(count(7, 7, 8)).toEqual({ expected: 2, lost: 0 });
  });

  it("are not those of a silence, which is told of as such", () => {
    const after = { at: 50 * INTERVAL_MS, fCnt: 50 };
    expect(countFrames([after], { at: 0, fCnt: 0 }, INTERVAL_MS)).toEqual({ expected: 1, lost: 0 });
    const sooner = { at: 12 * INTERVAL_MS, fCnt: 12 };
    expect(countFrames([sooner], { at: 0, fCnt: 0 }, INTERVAL_MS)).toEqual({ expected: 12, lost: 11 });
  });

  it("are unknown where the network server tells no counter", () => {
    expect(countFrames([{ at: 0 }, { at: 9 }], { at: 0, fCnt: 4 }, INTERVAL_MS)).toEqual({
      expected: 0,
      lost: 0,
    });
    expect(countFrames([{ at: 9, fCnt: 4 }], { at: 0 }, INTERVAL_MS)).toEqual({ expected: 1, lost: 0 });
  });
});

describe("a link that loses frames", () => {
  const losing = (share: (day: number) => number) => (frame: number, day: number) =>
    (noise(frame) + 1) / 2 < share(day) ? undefined : { values: {} };

  it("is told with its loss, and taken back, once each", () => {
    const { story, changes } = live(
      20,
      losing((day) => (day < 10 ? 0.35 : 0.01)),
    );
    expect(story).toEqual(["opened link_loss on day 2", "closed link_loss on day 12"]);
    const [opened] = changes;
    expect(opened?.finding.kind === "link_loss" && opened.finding.lossPercent).toBeCloseTo(35, -1);
  });

  it("is not told where it loses one frame in ten", () => {
    const { story } = live(
      20,
      losing(() => 0.1),
    );
    expect(story).toEqual([]);
  });
});

describe("how far above unreadable a frame was", () => {
  it("is its best SNR above the floor of its data rate: SF7 -7.5 dB, SF12 -20 dB", () => {
    expect(
      marginDb(
        [
          { id: "a", snr: -7 },
          { id: "b", snr: -2.5 },
        ],
        5,
      ),
    ).toBe(5);
    expect(marginDb([{ id: "a", snr: -19 }], 0)).toBe(1);
    expect(marginDb([{ id: "a", snr: -5 }], 6)).toBe(2.5);
  });

  it("is unknown for FSK, without a data rate, and where no gateway tells it", () => {
    expect(marginDb([{ id: "a", snr: 3 }], 7)).toBeUndefined();
    expect(marginDb([{ id: "a", snr: 3 }], undefined)).toBeUndefined();
    expect(marginDb([{ id: "a" }], 5)).toBeUndefined();
    expect(bestRssi([{ id: "a" }])).toBeUndefined();
    expect(
      bestRssi([
        { id: "a", rssi: -120 },
        { id: "b", rssi: -97 },
      ]),
    ).toBe(-97);
  });

  it("is told when it is small for three days, and taken back when it is enough", () => {
    const heard = (_: number, day: number) => ({
      dataRate: 0,
      gateways: [{ id: "a", snr: day < 6 ? -18 : -10, rssi: -120 }],
    });
    expect(live(12, heard).story).toEqual(["opened link_margin on day 3", "closed link_margin on day 8"]);
  });
});
