import * as z from "zod";

const rowSchema = z.strictObject({
  flowM3PerS: z.number().min(0).max(100_000),
  levelM: z.number().min(-20).max(60),
});

/** A station's own table of flow to stage: pairs of flow (m3/s) and water level (metres above the datum), both rising. */
export const ratingTableSchema = z.tuple([rowSchema, rowSchema], rowSchema).refine(
  (rows) =>
    rows.every((row, index) => {
      const before = rows[index - 1];
      return before === undefined || (row.flowM3PerS > before.flowM3PerS && row.levelM > before.levelM);
    }),
  { error: "flows and levels must both rise from row to row" },
);
export type RatingTable = z.infer<typeof ratingTableSchema>;

/**
 * The water level at a flow, by straight lines between the rows of a rating table. Above the last row the last line goes on: a table never holds
 * the flood that breaks the record, and that one must not be missed. Below the first row the level is the first.
 */
export const levelOfFlow = (flowM3PerS: number, table: RatingTable): number => {
  const [first, second, ...further] = table;
  let [low, high] = [first, second];
  for (const row of further) {
    if (high.flowM3PerS >= flowM3PerS) break;
    [low, high] = [high, row];
  }
  const share = Math.max(0, (flowM3PerS - low.flowM3PerS) / (high.flowM3PerS - low.flowM3PerS));
  return low.levelM + share * (high.levelM - low.levelM);
};
