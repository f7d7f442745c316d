import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { advisoryLocks } from "./advisory-locks.ts";

const workspaces = path.join(import.meta.dirname, "../../..");

function sources(): { file: string; text: string }[] {
  return ["packages/db/src", "packages/postgres/src", "packages/api/src", "apps/server/src"].flatMap(
    (folder) =>
      readdirSync(path.join(workspaces, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
        .map((file) => ({ file, text: readFileSync(path.join(workspaces, folder, file), "utf8") })),
  );
}

it("gives each advisory lock a unique number", () => {
  const numbers = Object.values(advisoryLocks);
  expect(new Set(numbers).size).toBe(numbers.length);
});

it("lists every advisory lock that the sources take", () => {
  const taken = sources().flatMap(({ text }) =>
    [...text.matchAll(/pg_(?:try_)?advisory\w*\(([^,)]*)/g)].map(([, number]) => number),
  );
  const known = Object.keys(advisoryLocks).map((name) => `\${advisoryLocks.${name}}`);
  const named = taken.map((number = "") => number.replace(/::bigint$/, ""));
  expect(named.filter((number) => !known.includes(number))).toEqual(["hashtextextended(own.name"]);
  expect(known.filter((lock) => !named.includes(lock))).toEqual([]);
});
