import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { capDocument } from "#shared/alerting/cap.ts";
import type { Place } from "#shared/alerting/place.ts";
import type { Alert } from "#shared/domain/alert.ts";
import { LEVELS, RAISED_LEVELS } from "#shared/domain/level.ts";
import { alertOf, bridge, exercise, hongKong } from "#test/shared/alerting/scene.ts";

const checkout = fileURLToPath(new URL("../../", import.meta.url));
const contracts = join(resolve(checkout, process.env.REAL_DATA ?? "../shared/data"), "contracts");
const isThere = existsSync(contracts);
if (!isThere) console.warn(`skipped: no CAP schema in ${contracts} (set REAL_DATA)`);

const contract = (name: string): Promise<string> => readFile(join(contracts, name), "utf8");

const names = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  fc.constantFrom("&", "<b>", "]]>", "&amp;", "\u0000", "\uFFFE", "\uD800", " ", "\"'", "橋".repeat(300)),
);

const places = fc
  .record({
    village: names,
    site: names,
    telephone: names,
    longitude: fc.double({ min: 113.7, max: 114.6, noNaN: true }),
    latitude: fc.double({ min: 22.1, max: 22.7, noNaN: true }),
  })
  .map(
    ({ village, site, telephone, longitude, latitude }): Place => ({
      village: { villageId: "lam-tsuen", name: { "zh-HK": village, en: village }, telephone },
      site: { siteId: "wai-tau-bridge", name: { "zh-HK": site, en: site }, position: [longitude, latitude] },
      boardUrl: bridge.boardUrl,
    }),
  );

const alerts = fc
  .record({
    from: fc.constantFrom(...LEVELS),
    to: fc.constantFrom(...LEVELS),
    m: fc.double({ min: -20, max: 60, noNaN: true }),
    percent: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
    forecast: fc.option(
      fc.record({ level: fc.constantFrom(...RAISED_LEVELS), inMinutes: fc.integer({ min: 0, max: 60 }) }),
      { nil: undefined },
    ),
    observedAt: fc.integer({ min: hongKong("2020-01-01 00:00"), max: hongKong("2040-01-01 00:00") }),
    references: fc.nat({ max: 3 }),
    isExercise: fc.boolean(),
  })
  .map(({ from, to, m, percent, forecast, observedAt, references, isExercise }): Alert => {
    const water = {
      m,
      ...(percent === undefined ? {} : { percent }),
      ...(forecast === undefined ? {} : { forecast }),
    };
    const reference = { sender: "alerts.example.hk", identifier: "earlier", sent: observedAt };
    const more = { references: Array(references).fill(reference), ...(isExercise ? { exercise } : {}) };
    return alertOf({ from, to, observedAt, water }, more);
  });

describe.runIf(isThere)("against the CAP 1.2 schema of OASIS", () => {
  let schema = "";
  beforeAll(async () => {
    schema = await contract("cap12.xsd");
  });

  const problems = async (documents: readonly string[]): Promise<readonly string[]> => {
    const xml = documents.map((contents, index) => ({ fileName: `alert-${index}.xml`, contents }));
    const { valid, errors } = await validateXML({ xml, schema });
    return valid ? [] : errors.map(({ message }) => message);
  };

  it.each(["cap_australia.cap", "cap_canada.cap"])(
    "the validator accepts %s, which a national service has sent",
    async (name) => {
      expect(await problems([await contract(name)])).toEqual([]);
    },
  );

  it("the validator accepts a document in another encoding", async () => {
    const bytes = await readFile(join(contracts, "cap_earthquake-iso8859-1.cap"));
    const text = new TextDecoder("iso-8859-1").decode(bytes).replace(/encoding=["'][^"']*["']/i, "");
    expect(await problems([text])).toEqual([]);
  });

  it("the validator rejects a document without scope", async () => {
    expect((await problems([await contract("cap_invalid.cap")])).join()).toContain("scope");
  });

  it("the validator rejects one of ours with its elements out of order, or a time in UTC", async () => {
    const good = capDocument(alertOf({ to: "danger", water: { m: 1.9 } }), bridge);
    const disordered = good.replace(/(<event>.*<\/event>)\s*(<responseType>.*<\/responseType>)/, "$2$1");
    const inUtc = good.replace(/<sent>[^<]*/, "<sent>2026-09-08T15:41:00Z");
    expect(await problems([good])).toEqual([]);
    expect(await problems([disordered])).not.toEqual([]);
    expect(await problems([inUtc])).not.toEqual([]);
  });

  it("every alert is valid, whatever it says and whatever the place is called", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(alerts, places), { minLength: 25, maxLength: 25 }),
        async (several) => {
          const documents = several.map(([alert, place]) => capDocument(alert, place));
          expect(await problems(documents)).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });
});
