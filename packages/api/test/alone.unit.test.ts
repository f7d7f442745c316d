import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { allModules } from "@caretype/api/modules";
import type { Module } from "@caretype/core/kernel/module/module";
import type { AnyTRPCRouter } from "@trpc/server";
import { expect, it } from "vitest";

const packages = fileURLToPath(new URL("../../", import.meta.url));
const all: readonly Module[] = allModules;

const withNeeds = (name: string): Module[] =>
  all
    .filter((module) => module.name === name)
    .flatMap((module) => [module, ...(module.needs ?? []).flatMap(withNeeds)]);

/** `appointment.book` */
const pathsOf = ({ features, extend = {} }: Module) =>
  [
    ...Object.entries<() => AnyTRPCRouter>({ ...features }),
    ...Object.entries<() => AnyTRPCRouter>({ ...extend }),
  ].flatMap(([feature, make]) =>
    Object.keys(make()._def.procedures).map((procedure) => `${feature}.${procedure}`),
  );

it.each(["scheduling", "chart", "import"])("tests of %s call only what the module needs", (name) => {
  const known = new Set(withNeeds(name).flatMap(pathsOf));
  const calls = globSync(`${name}/**/*.test.ts`, { cwd: packages, exclude: ["**/node_modules/**"] }).flatMap(
    (file) =>
      Array.from(
        readFileSync(`${packages}${file}`, "utf8").matchAll(/\bcaller\.(\w+\.\w+)\(/g),
        ([, path = ""]) => ({
          file,
          path,
        }),
      ),
  );
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.filter(({ path }) => !known.has(path))).toEqual([]);
});
