import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geometrySchema, positionSchema } from "#shared/domain/geometry.ts";

const complaint = (geometry: unknown): string =>
  geometrySchema
    .safeParse(geometry)
    .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
    .join("; ") ?? "none";

const corners = [
  [114.146, 22.468],
  [114.148, 22.468],
  [114.147, 22.47],
];
const [first] = corners;

describe("a position", () => {
  it("is refused with the two numbers in their places where latitude came first", () => {
    expect(positionSchema.safeParse([22.4569, 114.1514]).error?.issues[0]?.message).toBe(
      "latitude and longitude are swapped: longitude comes first, [114.1514, 22.4569]",
    );
  });

  it.each([[[113.5, 22.4]], [[114.1, 23]], [[0, 0]], [[114.7, 22.4]], [[114.1, 22]]])(
    "is refused where it is not in Hong Kong: %j",
    (position) => {
      expect(positionSchema.safeParse(position).error?.issues[0]?.message).toBe(
        "not in Hong Kong: longitude 113.7 to 114.6 comes first, then latitude 22.1 to 22.7",
      );
    },
  );

  it("is taken anywhere in Hong Kong, and never with its numbers swapped", () => {
    const longitude = fc.double({ min: 113.7, max: 114.6, noNaN: true });
    const latitude = fc.double({ min: 22.1, max: 22.7, noNaN: true });
    fc.assert(
      fc.property(longitude, latitude, (east, north) => {
        expect(positionSchema.safeParse([east, north]).success).toBe(true);
        expect(positionSchema.safeParse([north, east]).success).toBe(false);
      }),
    );
  });
});

describe("what a site watches", () => {
  it.each([
    ["a spot", { type: "Point", coordinates: first }],
    ["a stretch", { type: "LineString", coordinates: corners }],
    ["an area", { type: "Polygon", coordinates: [[...corners, first]] }],
  ])("is %s", (_, geometry) => {
    expect(complaint(geometry)).toBe("none");
  });

  it.each([
    [{ type: "Polygon", coordinates: [corners] }, "coordinates.0: a ring is at least 4 positions"],
    [
      { type: "Polygon", coordinates: [[...corners, [114.1461, 22.468]]] },
      "coordinates.0: a ring ends where it began: repeat its first position",
    ],
    [{ type: "Polygon", coordinates: [[...corners, [114.146, 22.4681]]] }, "ends where it began"],
    [{ type: "Polygon", coordinates: [] }, "coordinates: "],
    [{ type: "LineString", coordinates: [first] }, "coordinates: "],
    [{ type: "Point", coordinates: [22.468, 114.146] }, "coordinates: latitude and longitude are swapped"],
    [{ type: "MultiPoint", coordinates: corners }, "type: "],
  ])("is refused: %j", (geometry, sentence) => {
    expect(complaint(geometry)).toContain(sentence);
  });
});
