import { describe, expect, it } from "vitest";
import { patiently, type SendOutcome, sortFailure } from "#shared/adapters/notify/send-outcome.ts";

const IMPOSSIBLE = ["OptedOutException"];
/** An error as the SDK throws it; with a status when the provider answered. */
const failure = (name: string, message: string, httpStatusCode?: number) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

describe("what a provider's error means", () => {
  it("is never for numbers it will not reach", () => {
    expect(sortFailure(failure("OptedOutException", "opted out", 403), IMPOSSIBLE)).toEqual({
      kind: "impossible",
      reason: "OptedOutException: opted out",
    });
  });

  it.each([
    failure("ThrottledException", "rate exceeded", 429),
    failure("ThrottlingException", "rate exceeded", 400),
    failure("AuthorizationErrorException", "spending limit", 403),
    failure("ServiceUnavailable", "come back later", 503),
  ])("is later when it refuses for now: %s", (error) => {
    expect(sortFailure(error, IMPOSSIBLE)).toMatchObject({ kind: "not_sent" });
  });

  it.each([200, 500, 502, 504])(
    "is unknown when it fails with a message in hand: thrown on (%d)",
    (status) => {
      expect(() => sortFailure(failure("InternalErrorException", "sorry", status), IMPOSSIBLE)).toThrow(
        "InternalErrorException: sorry",
      );
    },
  );

  it("is later when no connection was made at all: no byte of the message has left", () => {
    for (const code of ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"]) {
      const error = Object.assign(new Error("getaddrinfo"), { code });
      expect(sortFailure(error, [])).toMatchObject({ kind: "not_sent" });
    }
    const unsigned = Object.assign(new Error("none"), { name: "CredentialsProviderError" });
    expect(sortFailure(unsigned, [])).toMatchObject({ kind: "not_sent" });
  });

  it("is unknown when it did not answer: thrown on", () => {
    const thrown = (error: unknown) => () => sortFailure(error, IMPOSSIBLE);
    expect(thrown(failure("TimeoutError", "socket timed out"))).toThrow("TimeoutError: socket timed out");
    expect(thrown(new Error("connection reset"))).toThrow("connection reset");
    expect(thrown("nothing of use")).toThrow("nothing of use");
  });

  it.each([
    "Invalid parameter: PhoneNumber Reason: +12025550143 is not valid to publish to",
    "the number +1 202-555-0143 cannot be reached",
    "Email address is not verified: <villager-chan@example.hk>",
  ])("never repeats an address: %s", (message) => {
    const { reason } = { reason: "", ...sortFailure(failure("OptedOutException", message), IMPOSSIBLE) };
    expect(reason).not.toMatch(/\d{3}|@/);
    const thrown = () => sortFailure(failure("TimeoutError", message), IMPOSSIBLE);
    expect(thrown).toThrow("TimeoutError");
    expect(thrown).not.toThrow(/\d{3}|@/);
  });
});

describe("what was refused", () => {
  const sending = async (outcomes: SendOutcome["kind"][]) => {
    const waited: number[] = [];
    let attempts = 0;
    const outcome = await patiently(
      async () => {
        attempts += 1;
        const kind = outcomes.shift() ?? "sent";
        return kind === "sent" ? { kind, providerId: "x" } : { kind, reason: "y" };
      },
      async (milliseconds) => waited.push(milliseconds),
    );
    return { kind: outcome.kind, attempts, waited };
  };

  it("is tried again at once, twice", async () => {
    expect(await sending(["not_sent", "not_sent"])).toMatchObject({ kind: "sent", attempts: 3 });
    expect(await sending(["not_sent", "not_sent", "not_sent"])).toMatchObject({
      kind: "not_sent",
      attempts: 3,
    });
    expect(await sending(["impossible"])).toMatchObject({ kind: "impossible", attempts: 1 });
  });

  it("waits longer each time, a second at most", async () => {
    const { waited } = await sending(["not_sent", "not_sent"]);
    expect(waited).toHaveLength(2);
    expect(Math.max(...waited)).toBeLessThanOrEqual(1_000);
  });
});
