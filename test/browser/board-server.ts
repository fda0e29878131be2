import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import type { VillageStatus } from "#shared/domain/status.ts";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** A bucket with a built board in it, served on loopback. */
export interface BoardServer {
  /** Address of the page, `http://127.0.0.1:<port>/<path>/index.html`. */
  readonly url: string;
  /** Puts a status document, or any text, under a key like `villages/lam-tsuen/status.json`; undefined takes it away. */
  readonly put: (key: string, document: VillageStatus | string | undefined) => void;
  /** What the server's clock says, epoch ms; it moves only by this. */
  readonly setClock: (now: number) => void;
  /** Status codes of the requests for status documents so far. */
  readonly answers: readonly number[];
  readonly close: () => Promise<void>;
}

interface Bucket {
  readonly folder: string;
  readonly prefix: string;
  readonly documents: Map<string, string>;
  readonly answers: number[];
  now: number;
}

const answer = async (bucket: Bucket, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
  const key = path.startsWith(bucket.prefix) ? normalize(path.slice(bucket.prefix.length)) : "..";
  response.setHeader("Date", new Date(bucket.now).toUTCString());
  const document = bucket.documents.get(key);
  if (key.startsWith("villages/")) {
    bucket.answers.push(answerDocument(document, request, response));
    return;
  }
  const type = CONTENT_TYPES[extname(key)];
  const body =
    type === undefined || key.startsWith("..") ? undefined : await fileOf(join(bucket.folder, key));
  response.writeHead(body === undefined ? 404 : 200, { "Content-Type": type ?? "text/plain" }).end(body);
};

const answerDocument = (
  document: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): number => {
  const etag = `"${createHash("md5")
    .update(document ?? "")
    .digest("hex")}"`;
  const status = document === undefined ? 403 : request.headers["if-none-match"] === etag ? 304 : 200;
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-cache", ETag: etag });
  response.end(status === 200 ? document : undefined);
  return status;
};

const fileOf = (path: string): Promise<Buffer | undefined> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });

/** Serves a built board from a folder, under a path like `/` or `/village-watch-pilot-board/`. */
export const serveBoard = async (folder: string, prefix: string, now: number): Promise<BoardServer> => {
  const bucket: Bucket = { folder, prefix, documents: new Map(), answers: [], now };
  const server = createServer((request, response) => {
    answer(bucket, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}${prefix}index.html`,
    put: (key, document) => {
      if (document === undefined) bucket.documents.delete(key);
      else bucket.documents.set(key, typeof document === "string" ? document : JSON.stringify(document));
    },
    setClock: (time) => {
      bucket.now = time;
    },
    answers: bucket.answers,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
};
