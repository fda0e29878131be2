import { gzipSync } from "node:zlib";
import type { EpochMs } from "#shared/domain/time.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import type { SkyReply } from "./replies.ts";
import { sends } from "./sky-server.ts";

const MEGABYTE = Buffer.alloc(1_000_000, 0x20);
const CSV = { "content-type": "text/csv" };

/** What a server may answer instead of what it was asked for, by a name for people. Each is refused whichever feed it is. */
export const brokenReplies = (now: EpochMs): Readonly<Record<string, SkyReply>> => ({
  "says nothing at all": () => undefined,
  "hangs up": (response) => response.destroy(),
  "hangs up in the middle": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write("{", () => response.destroy());
  },
  "drips a byte at a time": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const drip = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(drip));
  },
  "sends 50 MB": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    let left = 50;
    const more = (): void => {
      if (response.destroyed || left === 0) return;
      left -= 1;
      response.write(MEGABYTE, more);
    };
    more();
  },
  "sends 50 MB packed into 50 KB": sends(gzipSync(Buffer.alloc(50_000_000, 0x20)), {
    "content-type": "application/json",
    "content-encoding": "gzip",
  }),
  "sends a page with status 200": sends("<html><body>System maintenance</body></html>", {
    "content-type": "text/html; charset=utf-8",
  }),
  "sends a page and calls it data": sends("<html><body>System maintenance</body></html>"),
  "sends a page and calls it a table": sends("<html><body>System maintenance</body></html>", CSV),
  "sends a picture": sends(Buffer.from([0x89, 0x50, 0x4e, 0x47]), { "content-type": "image/png" }),
  "sends bytes that are no text": sends(Buffer.from([0xff, 0xfe, 0xfd])),
  "sends nothing with status 200": sends(""),
  "sends half a document": sends('{"WRAIN":{"code":"WR'),
  "sends another document": sends('{"message":"quota exceeded"}'),
  "points elsewhere": sends("", { location: "http://127.0.0.1:9/" }, 302),
  "forbids it": sends("{}", { "content-type": "application/json" }, 403),
  "has lost it": sends("{}", { "content-type": "application/json" }, 404),
  "is out of order": sends("{}", { "content-type": "application/json" }, 503),
  "is what a cache kept from yesterday": sends("{}", {
    "content-type": "application/json",
    date: new Date(now - DAY_MS).toUTCString(),
  }),
});
