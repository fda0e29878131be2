/** What the length of the day adds to drying in a month: for the duff and for the drought code. */
export interface DayLengthFactors {
  readonly duff: number;
  readonly drought: number;
}

const ALL_YEAR = Array.from({ length: 12 });

const DUFF_NORTH = [6.5, 7.5, 9, 12.8, 13.9, 13.9, 12.4, 10.9, 9.4, 8, 7, 6];
/** 20 degrees north stands for 10 to 30. */
const DUFF_20_NORTH = [7.9, 8.4, 8.9, 9.5, 9.9, 10.2, 10.1, 9.7, 9.1, 8.6, 8.1, 7.8];
const DUFF_20_SOUTH = [10.1, 9.6, 9.1, 8.5, 8.1, 7.8, 7.9, 8.3, 8.9, 9.4, 9.9, 10.2];
const DUFF_SOUTH = [11.5, 10.5, 9.2, 7.9, 6.8, 6.2, 6.5, 7.4, 8.7, 10, 11.2, 11.8];
const DUFF_EQUATOR = ALL_YEAR.map(() => 9);

const DROUGHT_NORTH = [-1.6, -1.6, -1.6, 0.9, 3.8, 5.8, 6.4, 5, 2.4, 0.4, -1.6, -1.6];
const DROUGHT_SOUTH = [6.4, 5, 2.4, 0.4, -1.6, -1.6, -1.6, -1.6, -1.6, 0.9, 3.8, 5.8];
const DROUGHT_EQUATOR = ALL_YEAR.map(() => 1.4);

const duffAt = (latitudeDeg: number): readonly number[] => {
  if (latitudeDeg > 30) return DUFF_NORTH;
  if (latitudeDeg > 10) return DUFF_20_NORTH;
  if (latitudeDeg > -10) return DUFF_EQUATOR;
  return latitudeDeg > -30 ? DUFF_20_SOUTH : DUFF_SOUTH;
};

const droughtAt = (latitudeDeg: number): readonly number[] => {
  if (latitudeDeg > 20) return DROUGHT_NORTH;
  return latitudeDeg > -20 ? DROUGHT_EQUATOR : DROUGHT_SOUTH;
};

const ofMonth = (table: readonly number[], month: number): number => {
  const factor = table[month - 1];
  if (factor === undefined) throw new RangeError(`month must be 1 to 12, not ${month}`);
  return factor;
};

/**
 * The factors for a latitude, degrees north, and a month, 1 to 12. Hong Kong (22.3) dries its duff by the table for 20 degrees north,
 * and its deep layers by that of the north.
 *
 * @throws RangeError for any other month.
 *
 * Source: Lawson and Armitage, Weather guide for the Canadian forest fire danger rating system (2008), appendix; the limits of
 * latitude are those of cffdrs.
 */
export const dayLengthFactors = (latitudeDeg: number, month: number): DayLengthFactors => ({
  duff: ofMonth(duffAt(latitudeDeg), month),
  drought: ofMonth(droughtAt(latitudeDeg), month),
});
