import type { Broker } from "./aws/broker.ts";

export interface Listener {
  readonly close: () => Promise<void>;
}

export interface Heard {
  readonly message: (topic: string, payload: Uint8Array) => void;
  /** The connection is gone; it is tried again every second. */
  readonly lost: () => void;
}

const CONNECT_WITHIN_MS = 10_000;
const AT_LEAST_ONCE = 1;

/** Listens to a broker until it is closed. Rejects when the broker cannot be reached, or lets nobody listen. */
export const listen = async (
  { url, topics, headers }: Broker,
  login: { readonly username?: string; readonly password?: string },
  heard: Heard,
): Promise<Listener> => {
  // Half of the start of the command line, and only one command needs it.
  const { connectAsync } = await import("mqtt");
  const client = await connectAsync(
    url,
    {
      ...login,
      connectTimeout: CONNECT_WITHIN_MS,
      ...(headers === undefined ? {} : { wsOptions: { headers } }),
    },
    false,
  );
  client.on("message", (topic, payload) => heard.message(topic, payload));
  client.on("offline", heard.lost);
  // Said once as lost; what made it so comes again with every try.
  client.on("error", () => undefined);
  try {
    await client.subscribeAsync([...topics], { qos: AT_LEAST_ONCE });
  } catch (error) {
    await client.endAsync(true);
    throw error;
  }
  return { close: () => client.endAsync() };
};
