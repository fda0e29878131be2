import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server on loopback that writes down what it is asked and answers as told; `undefined` is silence, `"hang up"` a broken line. */
export const standIn = async (answer: (request: SeenRequest) => Answer | "hang up" | undefined) => {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { method = "", url: path = "", headers } = request;
      const one = { method, path, headers, body: text === "" ? undefined : JSON.parse(text) };
      seen.push(one);
      const answered = answer(one);
      if (answered === undefined) return;
      if (answered === "hang up") return request.socket.destroy();
      response.writeHead(answered.status, { "content-type": "application/json", ...answered.headers });
      response.end(typeof answered.body === "string" ? answered.body : JSON.stringify(answered.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
