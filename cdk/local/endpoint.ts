import type { Fault } from "./fault.ts";

/** Names that always mean this machine; `localhost.localstack.cloud` is LocalStack's public name for it. */
const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\]|(.*\.)?localhost\.localstack\.cloud)$/;

export const isLoopback = (url: URL): boolean => LOOPBACK.test(url.hostname);

/** The endpoint given by `AWS_ENDPOINT_URL`; one that is not this machine's is refused unless it was agreed to. */
export const givenEndpoint = (
  text: string,
  agreedToRemote: boolean,
): { readonly endpointUrl: string; readonly loopback: boolean } | Fault => {
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    return {
      error: `AWS_ENDPOINT_URL is "${text}", which is not the address of an endpoint, like http://127.0.0.1:4566.`,
    };
  }
  const loopback = isLoopback(url);
  if (!loopback && !agreedToRemote) {
    return {
      error: `AWS_ENDPOINT_URL points to ${url.hostname}, which is not this machine. If you mean to deploy there, say so with --yes.`,
    };
  }
  return { endpointUrl: text.replace(/\/+$/, ""), loopback };
};

/** Keys that no AWS account has; emulators take any. */
const DUMMY_KEYS = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_SESSION_TOKEN: "" };

/**
 * What a tool needs in its environment to speak to an endpoint. The keys of a real account never go to an emulator, and a
 * profile never decides in their place.
 */
export const endpointEnvironment = (
  endpointUrl: string,
  region: string,
): Readonly<Record<string, string | undefined>> => ({
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  ...(isLoopback(new URL(endpointUrl))
    ? {
        ...DUMMY_KEYS,
        AWS_PROFILE: undefined,
        AWS_EC2_METADATA_DISABLED: "true",
        NO_PROXY: "127.0.0.1,localhost",
      }
    : {}),
});

/** The account that emulators give to whoever has no other. */
export const EMULATOR_ACCOUNT = "000000000000";

/** The same for an SDK client of this process. */
export const endpointClient = ({ endpointUrl, region }: Whereabouts) => ({
  region,
  ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
  ...(endpointUrl !== undefined && isLoopback(new URL(endpointUrl))
    ? { credentials: { accessKeyId: "test", secretAccessKey: "test" } }
    : {}),
});

/** Which AWS: the real one where no endpoint is named. */
export interface Whereabouts {
  readonly endpointUrl?: string | undefined;
  readonly region: string;
}

const ANSWER_WITHIN_MS = 5_000;

/** The HTTP status that an address answers with; `undefined` when nobody is there or nobody answers in time. */
export const statusAt = async (url: string): Promise<number | undefined> => {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return status;
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return undefined;
    throw error;
  }
};
