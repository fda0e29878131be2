import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { FEEDS, type FeedName, PATHS, type SkyReply } from "./replies.ts";

export interface SkyServer extends AsyncDisposable {
  readonly url: string;
  /** What each feed answers; change it at any time. */
  readonly replies: Record<FeedName, SkyReply>;
  /** How often each was asked. */
  readonly asked: Record<FeedName, number>;
}

/** The Observatory's open data on the loopback, as well or as badly as a test wants it. */
export const skyServer = async (replies: Readonly<Record<FeedName, SkyReply>>): Promise<SkyServer> => {
  const current = { ...replies };
  const asked = { warnings: 0, districtRainfall: 0, stationRainfall: 0, nowcast: 0 };
  const answer: RequestListener = ({ url = "" }, response) => {
    const feed = FEEDS.find((name) => url.includes(PATHS[name]));
    if (feed === undefined) {
      response.writeHead(404).end();
      return;
    }
    asked[feed] += 1;
    current[feed](response);
  };
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    replies: current,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

export const sends =
  (
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>> = { "content-type": "application/json; charset=utf-8" },
    status = 200,
  ) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body);
  };
