import { access, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import chromiumPackage from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Beside the package it comes out of: `npm ci` clears it away together with its version. */
const UNPACKED = fileURLToPath(new URL("../unpacked", import.meta.resolve("@sparticuz/chromium")));

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Unpacks the browser that ships inside the npm package. The package itself would take a file another process is still writing
 * for a whole one, so each process unpacks beside it and moves the folder in one step; whoever comes second throws its own away.
 */
const executablePath = async (): Promise<string> => {
  const executable = join(UNPACKED, "chromium");
  if (await exists(executable)) return executable;
  const temporary = process.env.TMPDIR;
  const staging = await mkdtemp(`${UNPACKED}-`);
  process.env.TMPDIR = staging;
  try {
    chromiumPackage.setGraphicsMode = false;
    await chromiumPackage.executablePath();
    await rename(staging, UNPACKED);
  } catch (error) {
    if (!(await exists(executable))) throw error;
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
    await rm(staging, { recursive: true, force: true });
  }
  return executable;
};

/** Starts the browser, headless. Whoever starts it closes it. */
export const launch = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await executablePath(),
    // Containers and Lambda have no user namespaces; letters must come out the same on every machine.
    args: ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"],
  });
