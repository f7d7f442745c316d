import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Module } from "@caretype/core/kernel/module/module";
import type { Case } from "./case.ts";
import { folders, modules } from "./composed.ts";

// For tests only. Each feature's `cases.ts` exports its rows by its name: `patientCases`. Cases of procedures that a
// module adds to another feature have both names: `statisticsDoctorCases`.

const packages = path.resolve(import.meta.dirname, "../..");
// Named differently: otherwise this file would import itself and never finish.
const files = globSync(`${folders}/src/**/cases.ts`, { cwd: packages }).toSorted();
const loaded: object[] = await Promise.all(
  files.map((file) => import(pathToFileURL(path.join(packages, file)).href)),
);
const exported = new Map<string, unknown>(loaded.flatMap((module) => Object.entries(module)));

/** The rows of a feature, type-checked by `CasesOf` where they are written. */
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
export const cases: ReadonlyMap<string, Case<unknown>> = new Map(modules.flatMap(casesOf));
