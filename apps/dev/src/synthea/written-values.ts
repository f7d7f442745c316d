import type { Random } from "@caretype/testing/random";

/** Returns a name in Synthea's form, with a number that depends on the name only. */
export function numbered(name: string): string {
  let hash = 7;
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return `${name}${(hash >>> 0) % 1_000}`;
}

/** Returns an id in a UUID's form, but without version bits: Synthea's ids are fully random. */
export function syntheaId(random: Random): string {
  const digits = (count: number) =>
    Array.from({ length: count }, () => random.below(16).toString(16)).join("");
  return [8, 4, 4, 4, 12].map(digits).join("-");
}

export const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.below(10)).join("");

/** With the digits of a sum of binary fractions. */
export const latitude = (random: Random): string => String(41.5 + random.next());
export const longitude = (random: Random): string => String(-72.5 + random.next());

export const towns = [
  { city: "Boston", county: "Suffolk County", zip: "02108" },
  { city: "Cambridge", county: "Middlesex County", zip: "02138" },
  { city: "Lowell", county: "Middlesex County", zip: "01850" },
  { city: "Salem", county: "Essex County", zip: "01970" },
  { city: "Worcester", county: "Worcester County", zip: "01601" },
  { city: "Pittsfield", county: "Berkshire County", zip: "01201" },
  { city: "Plymouth", county: "Plymouth County", zip: "02360" },
  { city: "Quincy", county: "Norfolk County", zip: "02169" },
  { city: "Barnstable", county: "Barnstable County", zip: "02630" },
  { city: "Springfield", county: "Hampden County", zip: "01101" },
] as const;
