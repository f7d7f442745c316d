// Pure: browsers use it.

/** A fraction of integers. */
export type Fraction = { over: bigint; under: bigint };

/** Reads a decimal such as `-6.30`, without an exponent. */
export function fractionOf(decimal: string): Fraction {
  const isNegative = decimal.startsWith("-");
  const [whole = "0", digits = ""] = decimal.replace("-", "").split(".");
  const over = BigInt(whole + digits);
  return { over: isNegative ? -over : over, under: 10n ** BigInt(digits.length) };
}

/** Formats a decimal with at most `places` decimal places, without trailing zeros. */
export function decimalOf({ over, under }: Fraction, places: number): string {
  const scale = 10n ** BigInt(places);
  const size = over < 0n ? -over : over;
  const rounded = (2n * size * scale + under) / (2n * under);
  const digits = (rounded % scale)
    .toString()
    .padStart(places, "0")
    .replace(/(?<!0)0+$/, "");
  const text = `${rounded / scale}${digits === "" ? "" : `.${digits}`}`;
  return over < 0n && rounded > 0n ? `-${text}` : text;
}

/** Compares decimals exactly. JavaScript numbers have only 15 digits. */
export function compareDecimals(one: string, other: string): number {
  const [a, b] = [fractionOf(one), fractionOf(other)];
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
