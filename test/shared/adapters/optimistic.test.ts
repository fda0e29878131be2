import { describe, expect, it } from "vitest";
import { optimistically } from "#shared/adapters/optimistic.ts";

describe("an optimistic write", () => {
  it("is tried anew after somebody else's came first, and told how often", async () => {
    const tries: number[] = [];
    const outcome = await optimistically(async (retry) => {
      tries.push(retry);
      return retry < 2 ? "conflict" : "done";
    });
    expect([outcome, tries]).toEqual(["done", [0, 1, 2]]);
  });

  it("gives up after three more tries", async () => {
    let tries = 0;
    const outcome = await optimistically(async () => {
      tries += 1;
      return "conflict";
    });
    expect([outcome, tries]).toEqual(["conflict", 4]);
  });

  it("does not try again what failed for another reason", async () => {
    let tries = 0;
    const attempt = optimistically(async () => {
      tries += 1;
      throw new TypeError("a fault of ours");
    });
    await expect(attempt).rejects.toThrow("a fault of ours");
    expect(tries).toBe(1);
  });
});
