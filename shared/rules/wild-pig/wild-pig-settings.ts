import * as z from "zod";

const metres = z.number().min(0).max(20_000);
const hour = z.number().min(0).max(24);
const visionClass = z.number().int().min(0).max(255);

/**
 * What a site's file says of wild pigs. Which number of a camera's model is a pig is written here, since the model loaded into a
 * camera is no part of its frames. Each default is argued for in `DECISIONS.md`.
 */
export const wildPigSettingsSchema = z
  .strictObject({
    /** The class of a pig in the camera's model. Absent: the site has no camera, or one that knows no pigs. */
    pigClass: visionClass.optional(),
    /** The class of a piglet, where the model has one. */
    pigletClass: visionClass.optional(),
    /** From the sensors to the nearest house, and to the nearest path that children take to school. Absent: there is none near. */
    housesM: metres.optional(),
    schoolPathM: metres.optional(),
    /** What is no farther is near. */
    nearM: metres.default(100),
    /** From how many pigs at once on they are a group. */
    groupOf: z.number().int().min(2).max(20).default(3),
    /** Night by Hong Kong's clock. A path that people use until late wants a later beginning. */
    nightFromHour: hour.default(18),
    nightToHour: hour.default(6),
  })
  .refine(({ pigClass, pigletClass }) => pigletClass === undefined || pigletClass !== pigClass, {
    error: "pigletClass must differ from pigClass",
  })
  .refine(({ nightFromHour, nightToHour }) => nightFromHour !== nightToHour, {
    error: "nightFromHour and nightToHour are the same: there would be no night",
  });
export type WildPigSettings = z.infer<typeof wildPigSettingsSchema>;

/** Distance to what people use nearby, metres, the nearest first. */
export interface NearPlace {
  readonly name: "near_school_path" | "near_houses";
  readonly distanceM: number;
}

/** The nearest of what is near enough to matter; undefined when nothing is. */
export const nearPlaceOf = ({ housesM, schoolPathM, nearM }: WildPigSettings): NearPlace | undefined => {
  const places: readonly NearPlace[] = [
    { name: "near_school_path", distanceM: schoolPathM ?? Number.POSITIVE_INFINITY },
    { name: "near_houses", distanceM: housesM ?? Number.POSITIVE_INFINITY },
  ];
  return places
    .filter(({ distanceM }) => distanceM <= nearM)
    .toSorted((a, b) => a.distanceM - b.distanceM)[0];
};
