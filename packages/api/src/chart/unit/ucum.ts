import { createRequire } from "node:module";
import { LRUCache } from "lru-cache";

// The library has no types. Only the presence of a unit matters here.
type Library = {
  UnitTables: { getInstance(): { getUnitByCode(code: string): object | null | undefined } };
  UcumLhcUtils: { getInstance(): object };
};
type Parser = { UnitString: { getInstance(): { parseString(text: string, mode: "validate"): Parsed } } };
/** The unit, and the text, which differs if the library has corrected it. */
type Parsed = readonly [unit: object | null, text: string | null];

const known = new LRUCache<string, boolean>({ max: 1_000 });
let isUnit: ((text: string) => boolean) | undefined;

/** Loads the library and its table, which takes longer than most calls. A server without observations needs neither. */
function load(): (text: string) => boolean {
  const require = createRequire(import.meta.url);
  const { UnitTables, UcumLhcUtils }: Library = require("@lhncbc/ucum-lhc");
  // Its own check prints units that it cannot read, and what people type is never logged.
  const { UnitString }: Parser = require("@lhncbc/ucum-lhc/source-cjs/unitString.js");
  UcumLhcUtils.getInstance();
  const [table, parser] = [UnitTables.getInstance(), UnitString.getInstance()];
  return (text) => {
    try {
      if (isFound(table.getUnitByCode(text))) return true;
      const [unit, read] = parser.parseString(text, "validate");
      return isFound(unit) && read === text;
    } catch {
      return false;
    }
  };
}

/** Its tables are plain objects, which also have a `constructor`. */
const isFound = (unit: object | null | undefined) =>
  unit !== null && unit !== undefined && Object.hasOwn(unit, "csCode_");

/** True for a unit of UCUM, such as `mmol/L`. */
export function isUcumUnit(text: string): boolean {
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  isUnit ??= load();
  const answer = isUnit(text);
  known.set(text, answer);
  return answer;
}
