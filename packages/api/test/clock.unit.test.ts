import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

// The testing kit moves a backend's clock. Code that reads the machine's clock would ignore it.

const packages = fileURLToPath(new URL("../..", import.meta.url));
/** Files that may use the machine's clock, with the reason. */
const exceptions = new Map([
  ["core/src/kernel/field/time.ts", "the clock itself"],
  [
    "identity/src/credential/login-limits.ts",
    "deletes rows whose times a library has written by the machine's clock",
  ],
  ["core/src/monitoring/clock-offset.ts", "compares the machine's clock with the database's"],
]);

const sourcesIn = (pattern: string) =>
  globSync(pattern, { cwd: packages }).filter((name) => !name.endsWith(".test.ts"));
const api = "{api,chart,coming-from-django,core,identity,import,scheduling}/src/**/*.ts";

const filesWith = (files: string[], pattern: RegExp) =>
  files.filter((file) => pattern.test(readFileSync(path.join(packages, file), "utf8")));

it("uses `currentTime` in the API, and the machine's clock only with a reason", () => {
  const files = sourcesIn(api);
  expect(files.length).toBeGreaterThan(300);
  expect(filesWith(files, /\bDate\.now\b|\bnew Date\(\)/).sort()).toEqual([...exceptions.keys()].sort());
});

it("uses functions for the time in SQL, as keywords cannot be moved", () => {
  const files = [...sourcesIn(api), ...sourcesIn("db/{src,migrations}/**/*.{ts,sql}")];
  const keywords =
    /\b(?:current_(?:date|time|timestamp)|localtime(?:stamp)?)\b|'(?:now|today|tomorrow|yesterday)'::/i;
  expect(filesWith(files, keywords)).toEqual([]);
});
