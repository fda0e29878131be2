import { MINUTE_MS } from "#shared/domain/time.ts";
import type { FloodPlace } from "./flood-places.ts";
import { showersOf } from "./hong-kong-weather.ts";
import { aboveAt, peakAtOf, type Rise, spanOf } from "./hydrograph.ts";
import { randomOf, seedOf } from "./random.ts";
import type { FloodEvent, Nuisance } from "./scenario-truth.ts";
import { rounded } from "./simulated-device.ts";
import { activeIn, oneInEach, type Span } from "./spans.ts";
import { type Surge, surgeM, surgesOf } from "./tidal-surge.ts";
import { tideOf } from "./tide.ts";

/** The water at one place over some time. */
export interface Water {
  /** Above the site's datum. */
  readonly levelM: (atMs: number) => number;
  readonly isRaining: (atMs: number) => boolean;
  readonly events: readonly FloodEvent[];
  readonly nuisances: readonly Nuisance[];
}

/** The water of a place: its showers, and so many floods, each in its own part of the time. */
export const waterOf = (
  place: FloodPlace,
  seed: number,
  span: Span,
  floods: number,
  eventsIn: Span,
): Water => {
  const showers = showersOf(seed, span);
  const rises = showers.map((shower, index) =>
    spanOf({ from: shower.from, ...place.shower(randomOf(seed, "rise", index), shower.weight) }),
  );
  const starts = oneInEach(randomOf(seed, "floods"), floods, eventsIn);
  const floodRises = place.tidal
    ? []
    : starts.map((from, index) => spanOf({ from, ...place.flood(randomOf(seed, "flood", index)) }));
  const tide = tideOf(seedOf(seed, "sea"));
  const surges = place.tidal ? surgesOf(seed, starts, tide, place.fullM) : [];
  const rising = activeIn([...rises, ...floodRises]);
  const surging = activeIn(surges);
  const raining = activeIn(showers);
  const levelM = (atMs: number): number => {
    const calmM = place.tidal ? tide(atMs) : place.baseM;
    return (
      calmM + highestOf(rising(atMs), atMs) + surging(atMs).reduce((sum, one) => sum + surgeM(one, atMs), 0)
    );
  };
  return {
    levelM,
    isRaining: (atMs) => raining(atMs).length > 0,
    events: [
      ...floodRises.map((rise) => eventOf(levelM, rise.from, rise.to, peakAtOf(rise))),
      ...surges.map((surge) => surgeEvent(levelM, surge, place.fullM)),
    ].filter(({ from }) => from < span.to),
    nuisances: showers.map(({ from, to }) => ({ kind: "shower", from, to })),
  };
};

/** Showers on a flood make it no higher: it is the same water. */
const highestOf = (rises: readonly Rise[], atMs: number): number =>
  rises.reduce((highest, rise) => Math.max(highest, aboveAt(rise, atMs)), 0);

const eventOf = (levelM: (atMs: number) => number, from: number, to: number, around: number): FloodEvent => {
  const minutes = Math.ceil((to - from) / MINUTE_MS);
  const levelsM = Array.from({ length: minutes }, (_, minute) =>
    rounded(levelM(from + minute * MINUTE_MS), 0.001),
  );
  const peakM = Math.max(rounded(levelM(around), 0.001), ...levelsM);
  const peakMinute = levelsM.indexOf(peakM);
  const peakAt = peakMinute < 0 ? Math.round(around) : from + peakMinute * MINUTE_MS;
  return { kind: "flood", from, to, peakM, peakAt, levelsM };
};

/** As long as the sea stands less than 30 cm below the quay. */
const surgeEvent = (levelM: (atMs: number) => number, surge: Surge, quayM: number): FloodEvent => {
  const near = (atMs: number) => levelM(atMs) >= quayM - 0.3;
  let [from, to] = [surge.peakAt, surge.peakAt];
  while (from > surge.from && near(from - MINUTE_MS)) from -= MINUTE_MS;
  while (to < surge.to && near(to)) to += MINUTE_MS;
  return eventOf(levelM, from, to, surge.peakAt);
};
