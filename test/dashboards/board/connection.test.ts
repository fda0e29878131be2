import { describe, expect, test } from "vitest";
import { clockOffsetMs } from "#dashboards/board/board-clock.ts";
import { failed, heard, isLost, nextPollMs, notYetConnected } from "#dashboards/board/connection.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { exerciseClock, NOW } from "./statuses.ts";

const failedTimes = (times: number) =>
  Array.from({ length: times }).reduce<ReturnType<typeof heard>>(
    (connection) => failed(connection, "no_answer"),
    heard(NOW),
  );

describe("asking for the document", () => {
  test("happens every 5 s, and ever more rarely while nobody answers, but once a minute at least", () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 50].map((times) => nextPollMs(failedTimes(times), undefined) / 1000);
    expect(waits).toEqual([5, 5, 10, 20, 40, 60, 60, 60]);
  });

  test("happens every second while an exercise runs faster than life", () => {
    expect(nextPollMs(heard(NOW), exerciseClock({ speed: 180 }))).toBe(1000);
    expect(nextPollMs(heard(NOW), exerciseClock({ speed: 1 }))).toBe(5000);
  });
});

test("the connection is lost at the second miss, or at the first when nothing ever came", () => {
  expect([isLost(heard(NOW)), isLost(failedTimes(1)), isLost(failedTimes(2))]).toEqual([false, false, true]);
  expect([isLost(notYetConnected), isLost(failed(notYetConnected, "no_answer"))]).toEqual([false, true]);
});

describe("the server's clock", () => {
  const date = new Date(NOW).toUTCString();
  const offset = (changes: Partial<Parameters<typeof clockOffsetMs>[0]>) =>
    clockOffsetMs({ date, age: null, sentAt: NOW, receivedAt: NOW + 200, ...changes });

  test("agrees with the device's within what an HTTP date can tell", () => {
    expect(offset({})).toBe(0);
  });

  test("corrects a device that is fast or slow", () => {
    const fast = offset({ sentAt: NOW + 7 * MINUTE_MS, receivedAt: NOW + 7 * MINUTE_MS + 200 });
    expect((fast ?? 0) / MINUTE_MS).toBeCloseTo(-7, 1);
    const slow = offset({ sentAt: NOW - 7 * MINUTE_MS, receivedAt: NOW - 7 * MINUTE_MS + 200 });
    expect((slow ?? 0) / MINUTE_MS).toBeCloseTo(7, 1);
  });

  test("counts the time an answer lay in a cache", () => {
    const heldDate = new Date(NOW - 5 * MINUTE_MS).toUTCString();
    expect(offset({ date: heldDate, age: "300" })).toBe(0);
    expect(offset({ date: heldDate })).not.toBe(0);
    expect(offset({ age: "soon" })).toBe(0);
  });

  test("is not guessed at where the answer does not tell", () => {
    expect(offset({ date: null })).toBeUndefined();
    expect(offset({ date: "yesterday" })).toBeUndefined();
    expect(offset({ receivedAt: NOW + 11_000 })).toBeUndefined();
    expect(offset({ receivedAt: NOW - 1 })).toBeUndefined();
  });
});
