import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { longest } from "./longest-first.ts";

it("names only files that exist", () => {
  const fileOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
  expect(longest.filter((path) => !existsSync(fileOf(path)))).toEqual([]);
});
