import type { CellProblems } from "./problems.ts";

// At least twice the API's limits, because hidden characters are not stored. Below that, the API's schemas report the
// length.

const texts = ["contactInfo", "note", "reasonForVisit", "value"];
const textsOfSynthea = ["DESCRIPTION", "REASONDESCRIPTION", "VALUE", "DESCRIPTION1", "DESCRIPTION2"];
const maxLengths = new Map([...texts, ...textsOfSynthea].map((key) => [key, 4_000])).set(
  "medicalHistory",
  40_000,
);
/** For names, addresses, dates, numbers and codes. */
const maxUsualLength = 1_000;

/**
 * Returns the cells that are too long for any value of their kind. They are not read, because a file may be crafted.
 */
export function findLongCells(cells: Readonly<Record<string, string | null>>): CellProblems | null {
  let found: CellProblems | null = null;
  for (const [key, cell] of Object.entries(cells)) {
    const maximum = maxLengths.get(key) ?? maxUsualLength;
    if (cell === null || cell.length <= maximum || cell.trim().length <= maximum) continue;
    found ??= new Map();
    found.set(key, `Longer than ${maximum.toLocaleString("en")} characters`);
  }
  return found;
}
