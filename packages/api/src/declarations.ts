// The declarations of all modules. They are plain data, so that browsers and settings can import them.

import { chart } from "@caretype/chart/declaration";
import { comingFromDjango } from "@caretype/coming-from-django/declaration";
import type { Declaration } from "@caretype/core/kernel/module/declaration";
import { people } from "@caretype/core/people/declaration";
import { identity } from "@caretype/identity/declaration";
import { imports } from "@caretype/import/declaration";
import { scheduling } from "@caretype/scheduling/declaration";
import { sampleData } from "./modules/sample-data/declaration.ts";
import { staff } from "./modules/staff/declaration.ts";
import { statistics } from "./modules/statistics/declaration.ts";
import { ownDeclarations } from "./own/declarations.ts";

/** In order of dependency. */
export const declarations: readonly Declaration[] = [
  people,
  identity,
  scheduling,
  chart,
  imports,
  comingFromDjango,
  sampleData,
  staff,
  statistics,
  ...ownDeclarations,
];

/** Required modules. */
export const core: readonly string[] = ["identity", "people"];

/**
 * Parses the setting that chooses modules: `all`, `scheduling,chart`, or all but some: `-statistics,-sample-data`.
 * Always includes the core.
 * @throws {RangeError} for an unknown module, an excluded core module, or a missing dependency.
 */
export function chosenModules(chosen: readonly string[]): readonly string[] {
  const known = declarations.map(({ name }) => name);
  if (chosen.join() === "all") return known;
  const names = chosen.map((name) => name.replace(/^-/, ""));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`there is no module "${unknown}". Use all, ${known.join(", ")}`);
  const leftOut = chosen.filter((name) => name.startsWith("-"));
  if (leftOut.length > 0 && leftOut.length < chosen.length)
    throw new RangeError("name either the modules that run, or, each after a -, those that do not");
  const isKept = (name: string) => names.includes(name) !== leftOut.length > 0;
  const missingCore = leftOut.length > 0 && core.find((name) => names.includes(name));
  if (missingCore) throw new RangeError(`${missingCore} cannot be left out`);
  const kept = declarations.filter(({ name }) => core.includes(name) || isKept(name));
  for (const { name, needs } of kept) {
    const missing = needs.find((need) => !kept.some((other) => other.name === need));
    if (missing !== undefined)
      throw new RangeError(`${name} needs ${missing}. Name ${missing}, or leave out ${name}`);
  }
  return kept.map(({ name }) => name);
}
