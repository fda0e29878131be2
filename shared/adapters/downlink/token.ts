import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";

/** A network server's token, read when it is needed. Its value stands in no environment, no log and no file. */
export interface Token {
  /** @throws when it cannot be read; the error names the secret and not its value */
  readonly read: () => Promise<string>;
  /** After a refusal: it may have been replaced meanwhile. */
  readonly forget: () => void;
}

const HELD_FOR_MS = 15 * MINUTE_MS;

export const secretToken = (
  client: SecretsManagerClient,
  secretName: string,
  clock: { readonly now: () => EpochMs },
): Token => {
  let held: { readonly value: string; readonly until: EpochMs } | undefined;
  return {
    read: async () => {
      if (held !== undefined && clock.now() < held.until) return held.value;
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
      const value = SecretString?.trim();
      if (!value) throw new Error(`the secret ${secretName} is empty`);
      held = { value, until: clock.now() + HELD_FOR_MS };
      return value;
    },
    forget: () => {
      held = undefined;
    },
  };
};
