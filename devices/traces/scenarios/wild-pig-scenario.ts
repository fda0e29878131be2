import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { type Noticed, sightingsOf, VISION_CLASSES } from "./camera.ts";
import { otherPassagesOf, type Passage, pigVisitOf } from "./pig-visits.ts";
import { type Random, randomOf, wholeBetween } from "./random.ts";
import type { Nuisance, PigVisit } from "./scenario-truth.ts";
import type { BuildWorld } from "./scenario-world.ts";
import { devEuiOf, type Report, type ScenarioDevice } from "./simulated-device.ts";
import { oneInEach, type Span } from "./spans.ts";

/** Both say twice a day that they live. */
const HEARTBEAT_MS = 12 * HOUR_MS;
/** A passive infrared sensor is blind for so long after it told. */
const MOTION_PAUSE_MS = 2 * MINUTE_MS;
/** A motion sensor notices what passes near. */
const NOTICED_SHARE = 0.9;

/** A path at night: `houses` stands near them, `school_path` is one. The animals are the same. */
export const wildPigWorld: BuildWorld = ({ seed, span, events, eventsIn, place }) => {
  const moments = oneInEach(randomOf(seed, "visits"), events, eventsIn, 0.4);
  const visits = moments.map((atMs, visit) => pigVisitOf(seed, atMs, visit));
  const passages = [...visits.flat(), ...otherPassagesOf(seed, span)]
    .filter(({ from, to }) => from >= span.from && to < span.to)
    .toSorted((a, b) => a.from - b.from);
  const motions = motionsOf(seed, passages);
  const sightings = sightingsOf(seed, passages);
  const device = (number: number, profileId: string): ScenarioDevice => ({
    devEui: devEuiOf(3, number),
    profileId,
    reportIntervalS: HEARTBEAT_MS / SECOND_MS,
    position: [114.1263, 22.4312],
  });
  const beats = (number: number, values: Report["values"]) =>
    heartbeats(span, randomOf(seed, "heartbeat", number), values);
  return {
    devices: [
      {
        device: device(1, "milesight/ws202"),
        reports: () =>
          inOrder(
            motions.map(({ report }) => report),
            beats(1, { motion: 0 }),
          ),
      },
      {
        device: device(2, "sensecap/a1101"),
        reports: () =>
          inOrder(
            sightings.map(({ report }) => report),
            beats(2, { battery_level: 90 }),
          ),
      },
    ],
    events: visits.flatMap((visit, index) => visitTruth(visit, index, { span, motions, sightings })),
    nuisances: sightings.flatMap(falseSighting),
    facts: {
      nearSchoolPath: place === "school_path",
      nearHouses: place === "houses",
      visionClasses: VISION_CLASSES,
    },
  };
};

const inOrder = (told: readonly Report[], beats: readonly Report[]): readonly Report[] =>
  [...told, ...beats].toSorted((a, b) => a.atMs - b.atMs);

const heartbeats = ({ from, to }: Span, random: Random, values: Report["values"]): readonly Report[] => {
  const reports: Report[] = [];
  for (let atMs = from + Math.floor(random() * HEARTBEAT_MS); atMs < to; atMs += HEARTBEAT_MS) {
    reports.push({ atMs, values });
  }
  return reports;
};

const motionsOf = (seed: number, passages: readonly Passage[]): readonly Noticed[] => {
  let blindUntil = Number.NEGATIVE_INFINITY;
  return passages.flatMap((passage): readonly Noticed[] => {
    const random = randomOf(seed, "motion", passage.from);
    if (passage.from < blindUntil || random() >= NOTICED_SHARE) return [];
    const told: Noticed[] = [];
    for (let atMs = passage.from + wholeBetween(random, 0, 2_000); ; ) {
      told.push({ report: { atMs, values: { motion: 1 } }, passage });
      blindUntil = atMs + MOTION_PAUSE_MS;
      atMs = blindUntil + wholeBetween(random, 0, 1_000);
      if (atMs >= passage.to) return told;
    }
  });
};

const falseSighting = ({ report, passage }: Noticed): readonly Nuisance[] =>
  passage.what === "pig" || report.values.vision_class !== VISION_CLASSES.pig
    ? []
    : [{ kind: "false_sighting", devEui: devEuiOf(3, 2), from: report.atMs, to: report.atMs + 1 }];

const visitTruth = (
  visit: readonly Passage[],
  index: number,
  all: { readonly span: Span; readonly motions: readonly Noticed[]; readonly sightings: readonly Noticed[] },
): readonly PigVisit[] => {
  const [first] = visit;
  const last = visit.at(-1);
  if (first === undefined || last === undefined || first.from < all.span.from || last.to >= all.span.to)
    return [];
  const of = (noticed: readonly Noticed[]) => noticed.filter(({ passage }) => passage.visit === index).length;
  const { from, count: pigs, piglets } = first;
  return [
    {
      kind: "visit",
      from,
      to: last.to,
      pigs,
      piglets,
      motions: of(all.motions),
      sightings: of(all.sightings),
    },
  ];
};
