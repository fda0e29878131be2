/** Names that always mean this machine; `localhost.localstack.cloud` is LocalStack's public name for it. */
const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\]|(.*\.)?localhost\.localstack\.cloud)$/;

/** Where the SDK's clients go. They read AWS_ENDPOINT_URL themselves; keys of a real account never go to an emulator. */
export interface Endpoint {
  readonly region: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** For sentences. */
export interface NamedEndpoint {
  readonly client: Endpoint;
  readonly name: string;
  readonly isLoopback: boolean;
}

/** A region of AWS with IoT Core, in Hong Kong. */
const DEFAULT_REGION = "ap-east-1";

/** Reads AWS_ENDPOINT_URL and the region; an address that is none is a sentence. */
export const endpointOf = (
  environment: Readonly<Record<string, string | undefined>>,
): NamedEndpoint | { readonly error: string } => {
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || DEFAULT_REGION;
  const given = environment.AWS_ENDPOINT_URL;
  if (!given) return { client: { region }, name: `AWS (${region})`, isLoopback: false };
  const url = URL.parse(given);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    return {
      error: `AWS_ENDPOINT_URL is "${given}", which is no address of an endpoint, like http://127.0.0.1:4566`,
    };
  }
  return LOOPBACK.test(url.hostname)
    ? {
        client: { region, credentials: { accessKeyId: "test", secretAccessKey: "test" } },
        name: url.origin,
        isLoopback: true,
      }
    : { client: { region }, name: url.origin, isLoopback: false };
};
