import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it } from "vitest";
import { secretToken } from "#shared/adapters/downlink/token.ts";
import { standIn } from "./stand-in.ts";

const clientOf = (endpoint: string) =>
  new SecretsManagerClient({
    endpoint,
    region: "ap-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });

describe("the token of a network server", () => {
  it("is read from the secret by name, held for a quarter of an hour, and read anew after a refusal", async () => {
    const { url, seen, close } = await standIn(() => ({
      status: 200,
      body: { SecretString: "NNSXS.one\n" },
    }));
    const time = { now: 0 };
    const token = secretToken(clientOf(url), "village-watch/chirpstack", { now: () => time.now });
    expect(await token.read()).toBe("NNSXS.one");
    time.now = 14 * 60_000;
    await token.read();
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body).toEqual({ SecretId: "village-watch/chirpstack" });
    time.now = 15 * 60_000;
    await token.read();
    expect(seen).toHaveLength(2);
    token.forget();
    await token.read();
    expect(seen).toHaveLength(3);
    await close();
  });

  it("that is empty is said to be, by the secret's name", async () => {
    const { url, close } = await standIn(() => ({ status: 200, body: { SecretString: " " } }));
    const token = secretToken(clientOf(url), "village-watch/chirpstack", { now: () => 0 });
    await expect(token.read()).rejects.toThrow("the secret village-watch/chirpstack is empty");
    await close();
  });
});
