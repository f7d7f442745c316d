/** Returns NaN for anything but a decimal number. JavaScript would also read `0x10`, `1e2` and blanks. */
export const parseNumber = (text: string): number =>
  /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
