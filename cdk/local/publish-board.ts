import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CHECKOUT } from "./checkout.ts";
import { endpointClient, type Whereabouts } from "./endpoint.ts";

const BOARD = join(CHECKOUT, "dashboards", "board", "dist");

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** A font never changes under its name; everything else is asked for again. */
const cacheControl = (path: string): string =>
  /\.woff2?$/.test(path) ? "public, max-age=31536000, immutable" : "no-cache";

const AT_ONCE = 16;

/** Puts the built board into its bucket; the status documents beside it are left alone. */
export const publishBoard = async (to: Whereabouts, bucket: string): Promise<void> => {
  const client = new S3Client({ ...endpointClient(to), forcePathStyle: true });
  const entries = await readdir(BOARD, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const put = async (path: string) =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: relative(BOARD, path).split(sep).join("/"),
        Body: await readFile(path),
        ContentType: CONTENT_TYPES[extname(path)] ?? "application/octet-stream",
        CacheControl: cacheControl(path),
      }),
    );
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    await Promise.all(paths.slice(start, start + AT_ONCE).map(put));
  }
};
