import { describe, expect, it } from "vitest";
import {
  afterDays,
  CALM,
  changes,
  every,
  FIRE,
  factorsOf,
  feed,
  fireTimeline,
  HEAT,
  hillside,
  MATE,
  needsOf,
  report,
  SENSOR,
  SMOKE,
  storyOf,
  THICK_SMOKE,
  WEAK_SMOKE,
} from "./hillside.ts";

const levels = (...args: Parameters<typeof storyOf>) => changes(storyOf(...args));
const calmUntil = (minute: number) => every(0, minute, CALM);

describe("a hill fire near a sensor", () => {
  it("says nothing on ordinary days", () => {
    expect(levels(every(0, 600, CALM))).toEqual([]);
  });

  it("is told at the first reading when particles and gas stand out together", () => {
    const timeline = storyOf([...calmUntil(60), report(65, SMOKE)]);
    expect(changes(timeline)).toEqual(["65 normal>advisory"]);
    expect(timeline.suspect).toBe(false);
    const seen = timeline.head?.evidence.filter((item) => item.kind === "anomaly");
    expect(seen?.map(({ quantity }) => quantity).sort()).toEqual([
      "carbon_monoxide",
      "pm2_5",
      "volatile_organic_compounds",
    ]);
    expect(seen?.[0]?.contribution).toBeGreaterThan(0);
  });

  it("waits for a second reading when particles stand out alone, and says so", () => {
    const dust = { ...CALM, pm2_5: 260 };
    const first = storyOf([...calmUntil(60), report(65, dust)]);
    expect(first.level).toBe("normal");
    expect(first.suspect).toBe(true);
    expect(needsOf(first.head)).toContain("second_reading 1 of 2");
    expect(levels([...calmUntil(60), report(65, dust), report(70, dust)])).toEqual(["70 normal>advisory"]);
  });

  it("is told when weak smoke lasts for 25 minutes, longer than a grill; what it waits for is said until then", () => {
    const waiting = storyOf([...calmUntil(60), ...every(65, 85, WEAK_SMOKE)]);
    expect(changes(waiting)).toEqual([]);
    expect(waiting.suspect).toBe(false);
    expect(needsOf(waiting.head)).toEqual([
      expect.stringMatching(/^smoke_deviations 1\d(\.\d)? of 15$/),
      "smoke_minutes 20 of 25",
      "signals 1 of 2",
    ]);
    expect(levels([...calmUntil(60), ...every(65, 90, WEAK_SMOKE)])).toEqual(["90 normal>advisory"]);
  });

  it("is told when smoke of one sensor is strong twice; once may be an echo beside weak smoke", () => {
    const dust = { ...CALM, pm2_5: 130 };
    const faint = { ...CALM, pm2_5: 60 };
    const once = storyOf([...calmUntil(60), report(65, dust), report(70, faint)]);
    expect(changes(once)).toEqual([]);
    expect(needsOf(once.head)).toContain("second_reading_of_strong_smoke 1 of 2");
    expect(levels([...calmUntil(60), report(65, dust), report(70, faint), report(75, dust)])).toEqual([
      "75 normal>advisory",
    ]);
    const echoes = [{ ...CALM, carbon_monoxide: 2.4 }, { ...CALM, volatile_organic_compounds: 1.2 }, dust];
    expect(levels([...calmUntil(60), ...echoes.map((one, index) => report(65 + index * 5, one))])).toEqual(
      [],
    );
  });

  it("is a warning when weak smoke comes with falling humidity, danger when it comes with heat", () => {
    const { air_temperature = 0, relative_humidity = 0 } = HEAT;
    const dry = { ...WEAK_SMOKE, relative_humidity };
    // As dry air swells particles less, the same smoke reads a little less.
    expect(levels([...calmUntil(60), ...every(65, 75, dry)])).toEqual(["70 normal>warning"]);
    const hot = { ...WEAK_SMOKE, air_temperature };
    expect(levels([...calmUntil(60), ...every(65, 75, hot)])).toEqual(["70 normal>danger"]);
  });

  it("is a warning when smoke is as thick as no grill makes it in two readings, whichever of the two sensors says so", () => {
    for (const thick of [THICK_SMOKE, { ...THICK_SMOKE, pm2_5: 260, carbon_monoxide: 9 }]) {
      expect(levels([...calmUntil(60), report(65, thick), report(70, SMOKE), report(75, thick)])).toEqual([
        "65 normal>advisory",
        "75 advisory>warning",
      ]);
    }
    const once = [...calmUntil(60), report(65, THICK_SMOKE), ...every(70, 90, SMOKE)];
    expect(levels(once)).toEqual(["65 normal>advisory"]);
    const dust = { ...CALM, pm2_5: 900 };
    expect(levels([...calmUntil(60), ...every(65, 90, dust)])).toEqual(["70 normal>advisory"]);
  });

  it("is no fire when one reading was bad, whatever it said", () => {
    const bad = [
      { ...CALM, pm2_5: 900 },
      { ...CALM, carbon_monoxide: 80 },
      { ...CALM, air_temperature: 58 },
      { ...CALM, air_temperature: -12 },
      { ...CALM, relative_humidity: 20 },
    ];
    for (const values of bad) {
      expect(levels([...calmUntil(60), report(65, values), ...every(70, 200, CALM)])).toEqual([]);
    }
  });

  it("is danger when smoke and heat come together, at the second reading of the heat", () => {
    const timeline = storyOf([...calmUntil(60), report(65, FIRE), report(70, FIRE)]);
    expect(changes(timeline)).toEqual(["65 normal>advisory", "70 advisory>danger"]);
    expect(timeline.head?.score).toBeGreaterThan(72);
  });

  it("is a warning when heat and falling humidity come together where nobody smells smoke", () => {
    expect(levels([...calmUntil(60), ...every(65, 75, HEAT)]).at(-1)).toMatch(/>warning$/);
  });

  it("is felt as heat alone, for the department to look", () => {
    const hot = { ...CALM, air_temperature: 35 };
    expect(levels([...calmUntil(60), ...every(65, 75, hot)])).toEqual(["70 normal>advisory"]);
  });

  it("is not seen in a fall of humidity alone, which every dry front brings", () => {
    const timeline = storyOf([...calmUntil(60), ...every(65, 90, { ...CALM, relative_humidity: 25 })]);
    expect(changes(timeline)).toEqual([]);
    expect(needsOf(timeline.head)).toContain("signals 0 of 2");
  });

  it("is heat when the air is hotter than any weather, however slowly it came", () => {
    const rising = Array.from({ length: 30 }, (_, index) =>
      report(65 + index * 5, { ...CALM, air_temperature: 24 + Math.min(37, index * 1.5) }),
    );
    expect(levels([...calmUntil(60), ...rising])).toEqual([expect.stringMatching(/normal>advisory$/)]);
  });

  it("ends half an hour after its last sign, which counts for 20 minutes", () => {
    const after = levels([...calmUntil(60), ...every(65, 75, SMOKE), ...every(80, 200, CALM)]);
    expect(after).toEqual(["65 normal>advisory", "130 advisory>normal"]);
  });

  it("does not become usual while it burns", () => {
    expect(levels([...calmUntil(60), ...every(65, 65 + 150, SMOKE)])).toEqual(["65 normal>advisory"]);
  });

  it("is found by a device that tells its gases and its particles in frames of their own", () => {
    const { carbon_monoxide, volatile_organic_compounds, ...air } = SMOKE;
    const { carbon_monoxide: calmGas, volatile_organic_compounds: calmVoc, ...calmAir } = CALM;
    const gases = (minute: number, co = 0, voc = 0) =>
      report(minute + 0.1, { carbon_monoxide: co, volatile_organic_compounds: voc });
    const calm = every(0, 60, calmAir).flatMap((one, index) => [one, gases(index * 5, calmGas, calmVoc)]);
    const fire = [report(65, air), gases(65, carbon_monoxide, volatile_organic_compounds)];
    expect(levels([...calm, ...fire])).toEqual(["65 normal>advisory"]);
  });
});

describe("a device in a hurry", () => {
  it("that reports each minute is judged like one that reports every five", () => {
    const each = Array.from({ length: 60 }, (_, index) => report(60 + index, CALM));
    expect(levels([...calmUntil(55), ...each, report(120, SMOKE), report(121, SMOKE)])).toEqual([
      "120 normal>advisory",
    ]);
  });
});

describe("what is no hill fire", () => {
  it("hot dry days", () => {
    const day = Array.from({ length: 200 }, (_, index) => {
      const warmth = Math.sin((Math.PI * index) / 200);
      const values = { air_temperature: 24 + 19.8 * warmth, relative_humidity: 60 - 37 * warmth };
      return report(index * 5, { ...CALM, ...values });
    });
    expect(levels(day)).toEqual([]);
  });

  it("smoke from far away that comes over hours: a notice, and never more", () => {
    const haze = Array.from({ length: 240 }, (_, index) => {
      const pm = 12 + 240 * Math.sin((Math.PI * index) / 240) ** 2;
      return report(index * 5, { ...CALM, pm2_5: Math.round(pm), carbon_monoxide: 0.3 + pm / 300 });
    });
    const timeline = storyOf([...haze, ...every(1200, 2600, CALM)]);
    expect(timeline.transitions.map(({ to }) => to)).toEqual(["advisory", "normal"]);
    const told = timeline.transitions[0]?.assessment.evidence;
    expect(told).toContainEqual(
      expect.objectContaining({ kind: "threshold_reached", quantity: "pm2_5", threshold: 55 }),
    );
    expect(told?.some(({ kind }) => kind === "anomaly")).toBe(false);
  });

  it("smoky air that clears by day and comes back at night is one notice, which stays for twice as long as the smoke did", () => {
    const clear = (from: number, until: number) => every(from, until, { pm2_5: 12 });
    const night = (from: number, minutes: number) =>
      Array.from({ length: minutes / 5 }, (_, index) =>
        report(from + 5 * index, {
          pm2_5: Math.round(12 + 190 * Math.sin((Math.PI * 5 * index) / minutes) ** 2),
        }),
      );
    const nights = [...night(0, 600), ...clear(600, 1195), ...night(1200, 600)];
    const timeline = storyOf([...nights, ...clear(1800, 3300)]);
    expect(changes(timeline)).toEqual([
      expect.stringMatching(/^1\d\d normal>advisory$/),
      expect.stringMatching(/^3[12]\d\d advisory>normal$/),
    ]);
    const held = storyOf([...nights, ...clear(1800, 1900)]).head?.evidence;
    expect(held).toContainEqual(
      expect.objectContaining({ kind: "held", level: "advisory", ofMinutes: 1440 }),
    );
    const short = changes(storyOf([...night(0, 300), ...clear(300, 900)]));
    expect(short.at(-1)).toMatch(/^[67]\d\d advisory>normal$/);
  });

  it("and what comes of smoke in such air is: its first sign is told, though the level stays", () => {
    const smoky = [...every(0, 240, { ...CALM, pm2_5: 90 }), ...every(245, 360, CALM)];
    const timeline = storyOf([...smoky, report(365, SMOKE)]);
    expect(changes(timeline).at(-1)).toBe("365 advisory>advisory");
    expect(factorsOf(timeline.head)).toContain("alarm_of");
    expect(timeline.head?.evidence).toContainEqual(expect.objectContaining({ text: "fire" }));
    const after = storyOf([...smoky, report(365, SMOKE), ...every(370, 500, CALM)]);
    expect(changes(after).at(-1)).toMatch(/advisory>normal$/);
  });

  it("a grill or an engine beside the station, for a while", () => {
    expect(levels([...calmUntil(60), ...every(65, 85, WEAK_SMOKE), ...every(90, 300, CALM)])).toEqual([]);
    const each = [65, 250, 435].flatMap((from) => [
      ...every(from, from + 20, WEAK_SMOKE),
      ...every(from + 25, from + 180, CALM),
    ]);
    expect(levels([...calmUntil(60), ...each])).toEqual([]);
  });

  it("a step that this place has seen on many days", () => {
    const context = hillside();
    const smokyPlace = Array.from({ length: 16 * 8 }, (_, index) =>
      report((index - 16 * 8) * 180, { ...CALM, pm2_5: index % 2 === 0 ? 15 : 90 }),
    );
    const told = [...smokyPlace, ...every(0, 60, CALM), ...every(65, 75, { ...CALM, pm2_5: 80 })];
    const timeline = fireTimeline(feed(told, context, afterDays(0, context)), context);
    expect(timeline.head?.evidence.some(({ kind }) => kind === "anomaly")).toBe(false);
  });

  it("fog, which swells the particles", () => {
    const fog = Array.from({ length: 60 }, (_, index) =>
      report(60 + index * 5, {
        ...CALM,
        relative_humidity: Math.min(95, 60 + index),
        pm2_5: Math.round(12 * (1 + Math.min(4.5, index / 10))),
      }),
    );
    expect(levels([...calmUntil(55), ...fog])).toEqual([]);
  });
});

describe("before a fortnight is learnt", () => {
  it("smoke is not judged, and how many days are missing is said", () => {
    const context = hillside();
    const state = feed([...calmUntil(60), ...every(65, 75, SMOKE)], context, afterDays(5, context));
    const timeline = fireTimeline(state, context);
    expect(timeline.level).toBe("normal");
    expect(needsOf(timeline.head)).toContain("baseline_days 5 of 14");
  });

  it("a sensor that was away for more than a fortnight learns anew", () => {
    const context = hillside();
    const away = 20 * 24 * 60;
    const state = feed(every(away, away + 60, CALM), context, afterDays(16, context));
    expect(needsOf(fireTimeline(state, context).head)).toContain("baseline_days 0 of 14");
  });

  it("a day of too few readings teaches nothing", () => {
    const context = hillside();
    const twoADay = Array.from({ length: 40 }, (_, index) => report(index * 720, CALM));
    // The day of the start is the sixth.
    const state = feed(twoADay, context, afterDays(5, context));
    expect(needsOf(fireTimeline(state, context).head)).toContain("baseline_days 6 of 14");
  });

  it("a sensor that comes back after hours of silence first hears what is usual now", () => {
    const context = hillside();
    const back = 60 + 4 * 60;
    const arrivals = [...calmUntil(60), ...every(back, back + 30, SMOKE)];
    const timeline = fireTimeline(feed(arrivals, context, afterDays(16, context)), context);
    expect(
      timeline.transitions.flatMap(({ assessment }) => assessment.evidence.map(({ kind }) => kind)),
    ).not.toContain("anomaly");
  });

  it("smoky air is told at once all the same", () => {
    const context = hillside();
    const state = feed(every(0, 60, { pm2_5: 90 }), context, afterDays(0, context));
    expect(changes(fireTimeline(state, context))).toEqual(["15 normal>advisory"]);
  });
});

describe("sensors side by side", () => {
  const two = hillside({}, [SENSOR, MATE]);
  const both = (until: number) => [...every(0, until, CALM), ...every(0, until, CALM, MATE)];
  const inOrder = (arrivals: ReturnType<typeof every>) =>
    arrivals.toSorted((a, b) => a.observedAt - b.observedAt);

  it("two that smell smoke make a warning", () => {
    const timeline = storyOf([...inOrder(both(60)), report(65, SMOKE), report(66, SMOKE, MATE)], two);
    expect(changes(timeline)).toEqual(["65 normal>advisory", "66 advisory>warning"]);
  });

  it("two that smell weak smoke make a warning, as no grill reaches both", () => {
    const smoke = [report(65, WEAK_SMOKE), report(66, WEAK_SMOKE, MATE)];
    expect(changes(storyOf([...inOrder(both(60)), ...smoke], two))).toEqual(["66 normal>warning"]);
  });

  it("one that smells weak smoke for long speaks before one that smells a little more just now", () => {
    const more = { ...WEAK_SMOKE, pm2_5: 90 };
    const lasting = [
      ...every(65, 85, WEAK_SMOKE),
      report(90, WEAK_SMOKE),
      report(91, { ...more, carbon_monoxide: 0.3 }, MATE),
    ];
    const timeline = storyOf([...inOrder(both(60)), ...lasting], two);
    expect(changes(timeline)).toEqual(["90 normal>advisory"]);
  });

  it("the surer of two speaks for the site, whichever was stronger", () => {
    const dust = { ...CALM, pm2_5: 900 };
    const timeline = storyOf([...inOrder(both(60)), report(65, SMOKE), report(66, dust, MATE)], two);
    expect(changes(timeline)).toEqual(["65 normal>advisory"]);
    expect(timeline.head?.evidence[0]).toMatchObject({ kind: "anomaly", value: 212 });
  });

  it("one that smelt smoke and fell silent is evidence beside one that smells it still", () => {
    const smoke = [report(65, SMOKE, MATE), ...every(65, 80, SMOKE)];
    const timeline = storyOf([...inOrder(both(60)), ...inOrder(smoke)], two);
    expect(timeline.head?.evidence.some(({ kind }) => kind === "silence")).toBe(true);
    expect(timeline.level).toBe("danger");
  });

  it("one that reports seldom is not silent between its reports, however often another reports", () => {
    const pair = hillside({}, [SENSOR, MATE]);
    const [seldom, often] = [900, 60];
    const context = {
      ...pair,
      devices: pair.devices.map((one) => ({
        ...one,
        reportIntervalS: one.devEui === SENSOR ? seldom : often,
      })),
    };
    const weather = { air_temperature: CALM.air_temperature ?? 0, relative_humidity: 60 };
    const smoke = (minute: number) => report(minute, minute < 60 ? CALM : SMOKE);
    const arrivals = Array.from({ length: 75 }, (_, minute) => [
      ...(minute % 15 === 0 ? [smoke(minute)] : []),
      report(minute + 0.2, weather, MATE),
    ]).flat();
    expect(changes(storyOf(arrivals, context))).toEqual(["60 normal>advisory"]);
  });

  it("a site that falls silent beside smoke rises by it, and by nothing else", () => {
    const context = hillside();
    const smelt = feed([...calmUntil(60), report(65, SMOKE)], context, afterDays(16, context));
    const later = fireTimeline(smelt, context, 80);
    expect(changes(later)).toEqual(["65 normal>advisory", "75 advisory>warning"]);
    const calm = feed(calmUntil(60), context, afterDays(16, context));
    expect(changes(fireTimeline(calm, context, 200))).toEqual([]);
  });
});
