import { globSync } from "node:fs";
import { appRouter } from "./router.ts";
import type { Case } from "./testing/case.ts";

// For tests only. Each feature's `cases.ts` exports its rows by its name: `patientCases`.

const files = globSync("*/**/cases.ts", { cwd: import.meta.dirname }).toSorted();
const modules: object[] = await Promise.all(
  files.map((file) => import(new URL(file.replaceAll("\\", "/"), import.meta.url).href)),
);
const exported = new Map<string, unknown>(modules.flatMap((module) => Object.entries(module)));

/** The rows of a feature, which `CasesOf` has checked where they are written. */
const isRows = (rows: unknown): rows is Record<string, Case<unknown>> =>
  typeof rows === "object" && rows !== null;

/** The test case of each procedure, by path. */
export const cases: ReadonlyMap<string, Case<unknown>> = new Map(
  Object.keys(appRouter._def.record).flatMap((feature) => {
    const rows = exported.get(`${feature}Cases`);
    if (!isRows(rows)) throw new Error(`No cases.ts exports ${feature}Cases`);
    return Object.entries(rows).map(([name, row]) => [`${feature}.${name}`, row] as const);
  }),
);
