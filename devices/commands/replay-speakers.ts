import type { PlacedSpeaker } from "#devices/replay/choose-speaker.ts";
import { speakerAtSite, speakerFor } from "#devices/replay/choose-speaker.ts";
import type { Device } from "#shared/domain/device.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Source } from "./replay-source.ts";

/** What the registry is asked. */
export interface KnownVillages {
  readonly village: (villageId: string) => Promise<Village | undefined>;
  readonly device: (devEui: string) => Promise<{ device: Device; village: Village } | undefined>;
}

export interface SpeakerChoice {
  readonly device?: string;
  readonly site?: string;
  readonly village: string;
}

/** A reading or an uplink, and whose it says it is. */
export interface Spoken {
  readonly devEui?: string;
  /** For sentences; a trace has none. */
  readonly place?: string;
}

export interface Speakers {
  readonly of: (spoken: Spoken) => PlacedSpeaker;
  readonly all: readonly [PlacedSpeaker, ...PlacedSpeaker[]];
}

type Failed = { readonly error: string };

const RECORDED_FLOODS_SITE = "lam-kam-road";

/** Who speaks in a replay: the device or site that was asked for, else the devices that the file itself names. */
export const chooseSpeakers = async (
  source: Source,
  { device, site, village }: SpeakerChoice,
  known: KnownVillages,
  at: EpochMs,
): Promise<Speakers | Failed> => {
  if (device !== undefined) return one(await byDevice(device, known, at));
  const siteId = site ?? (source.kind === "floodnet" ? RECORDED_FLOODS_SITE : undefined);
  if (siteId !== undefined) {
    const found = await known.village(village);
    return found === undefined
      ? { error: `no village ${village} is registered; \`village provision\` registers one` }
      : one(speakerAtSite(found, siteId, at));
  }
  switch (source.kind) {
    case "file":
      return byNames(source.trace, known, at);
    case "recording":
      return byNames(source.recording.uplinks, known, at);
    case "floodnet":
      return { error: "a recorded flood needs a site or a device" };
  }
};

const one = (chosen: PlacedSpeaker | Failed): Speakers | Failed =>
  "error" in chosen ? chosen : { of: () => chosen, all: [chosen] };

const byDevice = async (
  devEui: string,
  known: KnownVillages,
  at: EpochMs,
): Promise<PlacedSpeaker | Failed> => {
  const found = await known.device(devEui);
  return found === undefined
    ? { error: `no device ${devEui} is registered; \`village provision\` registers one` }
    : speakerFor(found.village, found.device, at);
};

const byNames = async (
  spoken: readonly Spoken[],
  known: KnownVillages,
  at: EpochMs,
): Promise<Speakers | Failed> => {
  const speakers = new Map<string, PlacedSpeaker>();
  for (const { devEui, place } of spoken) {
    if (devEui === undefined) {
      return {
        error: "the trace names no device in every line: say whose readings these are by --device or --site",
      };
    }
    if (speakers.has(devEui)) continue;
    const chosen = await byDevice(devEui, known, at);
    if ("error" in chosen) {
      return place === undefined
        ? chosen
        : { error: `${place}: ${chosen.error}, or say by --device who speaks` };
    }
    speakers.set(devEui, chosen);
  }
  const [first, ...rest] = speakers.values();
  if (first === undefined) return { error: "the trace has no readings" };
  return { of: ({ devEui = "" }) => speakers.get(devEui) ?? first, all: [first, ...rest] };
};
