import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { CHECKOUT, WORKSHOP } from "./checkout.ts";
import { type Fault, isFault, lastLines } from "./fault.ts";

const MINIMUM = { major: 3, minor: 10 };
const CANDIDATES = ["python3", "python", ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];

export interface PythonEnvironment {
  /** The environment's own interpreter. */
  readonly python: string;
  /** Whether it was made just now. */
  readonly made: boolean;
}

/** Where a checkout keeps its Python environment, and what it must hold. */
export interface PythonPlace {
  readonly folder: string;
  readonly requirements: string;
  /** Names or paths of interpreters, the first that is new enough is taken. */
  readonly candidates?: readonly string[];
}

const HERE: PythonPlace = {
  folder: join(CHECKOUT, ".venv"),
  requirements: join(CHECKOUT, "requirements.txt"),
};

/**
 * The environment with the emulator and the Java runtime in it: made when it is missing or when `requirements.txt` has
 * changed, from wheels whose hashes are listed there. Nothing outside the checkout is touched.
 */
export const pythonEnvironment = async (place: PythonPlace = HERE): Promise<PythonEnvironment | Fault> => {
  const wanted = createHash("sha256")
    .update(await readFile(place.requirements))
    .digest("hex");
  const python = interpreterIn(place.folder);
  if ((await stampOf(place.folder)) === wanted && (await versionOf(python)) !== undefined) {
    return { python, made: false };
  }
  const base = await findPython(place.candidates ?? CANDIDATES);
  if (isFault(base)) return base;
  const fault = await build(base.python, place, wanted);
  return fault ?? { python, made: true };
};

const interpreterIn = (folder: string): string => join(folder, "bin", "python");

const stampOf = async (folder: string): Promise<string | undefined> => {
  try {
    return await readFile(join(folder, "requirements.sha256"), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

interface Version {
  readonly major: number;
  readonly minor: number;
}

const versionOf = async (python: string): Promise<Version | undefined> => {
  const asked = await execa(python, ["-c", "import sys; print(*sys.version_info[:2])"], { reject: false });
  const [major, minor] = asked.failed ? [] : asked.stdout.split(" ").map(Number);
  return major === undefined || minor === undefined ? undefined : { major, minor };
};

/** The first interpreter that is new enough, or a sentence that says what there is instead. */
const findPython = async (candidates: readonly string[]): Promise<{ python: string } | Fault> => {
  const tooOld: string[] = [];
  for (const python of candidates) {
    const version = await versionOf(python);
    if (version === undefined) continue;
    if (version.major === MINIMUM.major && version.minor >= MINIMUM.minor) return { python };
    tooOld.push(`${version.major}.${version.minor}`);
  }
  const there = tooOld.length === 0 ? "none was found" : `only ${[...new Set(tooOld)].join(", ")} was found`;
  return {
    error: `The emulator needs Python ${MINIMUM.major}.${MINIMUM.minor} or later, and ${there}. Install one (on Debian and Ubuntu: apt install python3 python3-venv), or set AWS_ENDPOINT_URL to an emulator that already runs.`,
  };
};

/** Builds beside the place and moves it there whole, so that a broken or a concurrent build never leaves half of one. */
const build = async (
  python: string,
  { folder, requirements }: PythonPlace,
  stamp: string,
): Promise<Fault | undefined> => {
  await mkdir(WORKSHOP, { recursive: true });
  const half = join(WORKSHOP, `venv-${process.pid}`);
  await rm(half, { recursive: true, force: true });
  const venv = await execa(python, ["-m", "venv", half], { reject: false, all: true });
  if (venv.failed) {
    return {
      error: `Python could not make a virtual environment (on Debian and Ubuntu: apt install python3-venv):\n${lastLines(venv.all)}`,
    };
  }
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"];
  const pip = await execa(
    interpreterIn(half),
    [...install, "--only-binary", ":all:", "--requirement", requirements],
    {
      reject: false,
      all: true,
    },
  );
  if (pip.failed) {
    await rm(half, { recursive: true, force: true });
    return {
      error: `The emulator could not be installed from requirements.txt. Is the network there?\n${lastLines(pip.all)}`,
    };
  }
  await writeFile(join(half, "requirements.sha256"), stamp);
  await rm(folder, { recursive: true, force: true });
  await rename(half, folder);
  return undefined;
};
