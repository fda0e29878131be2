import * as z from "zod";

/** Hong Kong with the waters around it, WGS 84 degrees. */
const WEST = 113.7;
const EAST = 114.6;
const SOUTH = 22.1;
const NORTH = 22.7;

const isWithin = (value: number, least: number, most: number): boolean => value >= least && value <= most;
const isInHongKong = (longitude: number, latitude: number): boolean =>
  isWithin(longitude, WEST, EAST) && isWithin(latitude, SOUTH, NORTH);

const placeFault = ([first, second]: readonly [number, number]): string =>
  isInHongKong(second, first)
    ? `latitude and longitude are swapped: longitude comes first, [${second}, ${first}]`
    : `not in Hong Kong: longitude ${WEST} to ${EAST} comes first, then latitude ${SOUTH} to ${NORTH}`;

/** GeoJSON order: longitude first, WGS84 degrees. (CAP wants latitude first.) */
export const positionSchema = z
  .tuple([z.number(), z.number()])
  .refine(([longitude, latitude]) => isInHongKong(longitude, latitude), {
    error: ({ input }) => placeFault(input as [number, number]),
  });
export type Position = z.infer<typeof positionSchema>;

/** A ring of one point three times has no inside; four positions are three corners and the first again. */
const LEAST_RING_POSITIONS = 4;

const ringSchema = z
  .array(positionSchema)
  .min(LEAST_RING_POSITIONS, "a ring is at least 4 positions: three corners and the first again")
  .refine(
    (ring) => isSamePlace(ring[0], ring[ring.length - 1]),
    "a ring ends where it began: repeat its first position",
  );

const isSamePlace = (a: Position | undefined, b: Position | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** The first ring is the outline, any further ones are holes in it (RFC 7946, section 3.1.6). */
export const polygonSchema = z.strictObject({
  type: z.literal("Polygon"),
  coordinates: z.array(ringSchema).min(1),
});
export type Polygon = z.infer<typeof polygonSchema>;

/** A GeoJSON geometry (RFC 7946) of what is watched: a spot, a stretch of road or drain, an area. */
export const geometrySchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("Point"), coordinates: positionSchema }),
  z.strictObject({ type: z.literal("LineString"), coordinates: z.array(positionSchema).min(2) }),
  polygonSchema,
]);
export type Geometry = z.infer<typeof geometrySchema>;
