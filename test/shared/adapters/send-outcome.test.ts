import { describe, expect, it } from "vitest";
import { sortFailure } from "#shared/adapters/notify/send-outcome.ts";

const FAILURES = { impossible: ["OptedOutException"], notSent: ["ThrottledException"] };
const failure = (name: string, message: string) => Object.assign(new Error(message), { name });

describe("what a provider's error means", () => {
  it("is never for numbers it will not reach", () => {
    expect(sortFailure(failure("OptedOutException", "opted out"), FAILURES)).toEqual({
      kind: "impossible",
      reason: "OptedOutException: opted out",
    });
  });

  it("is later when it takes no more for now", () => {
    expect(sortFailure(failure("ThrottledException", "rate exceeded"), FAILURES)).toMatchObject({
      kind: "not_sent",
    });
  });

  it("is unknown when it did not answer: thrown on", () => {
    expect(() => sortFailure(failure("TimeoutError", "socket timed out"), FAILURES)).toThrow(
      "TimeoutError: socket",
    );
    expect(() => sortFailure("nothing of use", FAILURES)).toThrow("nothing of use");
  });

  it.each([
    "Invalid parameter: PhoneNumber Reason: +12025550143 is not valid to publish to",
    "the number +1 202-555-0143 cannot be reached",
    "Email address is not verified: <villager-chan@example.hk>",
  ])("never repeats an address: %s", (message) => {
    const { reason } = { reason: "", ...sortFailure(failure("OptedOutException", message), FAILURES) };
    expect(reason).not.toMatch(/\d{3}|@/);
    const thrown = () => sortFailure(failure("InternalErrorException", message), FAILURES);
    expect(thrown).toThrow("InternalErrorException");
    expect(thrown).not.toThrow(/\d{3}|@/);
  });
});
