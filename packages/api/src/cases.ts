import { globSync } from "node:fs";
import type { Module } from "./kernel/module/module.ts";
import { allModules } from "./modules.ts";
import type { Case } from "./testing/case.ts";

// For tests only. Each feature's `cases.ts` exports its rows by its name: `patientCases`. Those of procedures that a module
// adds to another feature have both names: `statisticsDoctorCases`.

const files = globSync("*/**/cases.ts", { cwd: import.meta.dirname }).toSorted();
const modules: object[] = await Promise.all(
  files.map((file) => import(new URL(file.replaceAll("\\", "/"), import.meta.url).href)),
);
const exported = new Map<string, unknown>(modules.flatMap((module) => Object.entries(module)));

/** The rows of a feature, which `CasesOf` has checked where they are written. */
const isRows = (rows: unknown): rows is Record<string, Case<unknown>> =>
  typeof rows === "object" && rows !== null;

const rowsOf = (feature: string, name: string): [string, Case<unknown>][] => {
  const rows = exported.get(`${name}Cases`);
  if (!isRows(rows)) throw new Error(`No cases.ts exports ${name}Cases`);
  return Object.entries(rows).map(([procedure, row]) => [`${feature}.${procedure}`, row]);
};

const casesOf = ({ name, features, extend = {} }: Module) => [
  ...Object.keys(features).flatMap((feature) => rowsOf(feature, feature)),
  ...Object.keys(extend).flatMap((feature) =>
    rowsOf(feature, `${name}${feature.charAt(0).toUpperCase()}${feature.slice(1)}`),
  ),
];

/** The test case of each procedure, by path. */
export const cases: ReadonlyMap<string, Case<unknown>> = new Map(allModules.flatMap(casesOf));
