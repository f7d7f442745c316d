import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { advisoryLocks } from "./advisory-locks.ts";

const workspaces = path.join(import.meta.dirname, "../../..");

const sources = (): string[] =>
  globSync(["packages/*/src/**/*.ts", "apps/server/src/**/*.ts"], { cwd: workspaces })
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => readFileSync(path.join(workspaces, file), "utf8"));

it("gives each advisory lock a unique number", () => {
  const numbers = Object.values(advisoryLocks);
  expect(new Set(numbers).size).toBe(numbers.length);
});

it("lists every advisory lock that the sources take", () => {
  const taken = sources().flatMap((text) =>
    [...text.matchAll(/pg_(?:try_)?advisory\w*\(([^,)]*)/g)].map(([, number]) => number),
  );
  const known = Object.keys(advisoryLocks).map((name) => `\${advisoryLocks.${name}}`);
  const named = taken.map((number = "") => number.replace(/::bigint$/, ""));
  expect(named.filter((number) => !known.includes(number))).toEqual(["hashtextextended(own.name"]);
  const inMigrations = globSync("packages/db/migrations/*.sql", { cwd: workspaces })
    .map((file) => readFileSync(path.join(workspaces, file), "utf8"))
    .join("\n");
  const isUnused = ([name, number]: [string, number]) =>
    !named.includes(`\${advisoryLocks.${name}}`) && !inMigrations.includes(`advisory_xact_lock(${number})`);
  expect(Object.entries(advisoryLocks).filter(isUnused)).toEqual([]);
});
