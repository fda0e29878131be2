/** Columns of whole numbers as bytes: zigzag, then base-128 digits, lowest first. Small numbers, of either sign, take one byte. */

const DIGIT = 128;

/** Numbers beyond this do not survive the doubling of zigzag. */
export const LARGEST_WHOLE = 2 ** 51;

export const packWhole = (values: readonly number[]): Uint8Array => {
  const bytes: number[] = [];
  for (const value of values) {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest >= DIGIT) {
      bytes.push((rest % DIGIT) + DIGIT);
      rest = Math.floor(rest / DIGIT);
    }
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
};

export const unpackWhole = (bytes: Uint8Array): readonly number[] => {
  const values: number[] = [];
  let value = 0;
  let place = 1;
  for (const byte of bytes) {
    value += (byte % DIGIT) * place;
    place *= DIGIT;
    if (byte < DIGIT) {
      values.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2);
      value = 0;
      place = 1;
    }
  }
  return values;
};

/** Each value less the one before it and less `step`: a column that moves evenly becomes zeros. */
export const differences = (values: readonly number[], step = 0): readonly number[] =>
  values.map((value, index) => (index === 0 ? value : value - (values[index - 1] ?? 0) - step));

export const sums = (differencesGiven: readonly number[], step = 0): readonly number[] => {
  let sum = 0;
  return differencesGiven.map((difference, index) => {
    sum = index === 0 ? difference : sum + difference + step;
    return sum;
  });
};
