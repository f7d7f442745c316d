import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const source = new URL("../src/", import.meta.url);

it("no two entries of the navigation have one key", () => {
  const manifests = globSync("modules/*/manifest.ts", { cwd: source });
  const keys = manifests.flatMap((file) =>
    Array.from(readFileSync(new URL(file, source), "utf8").matchAll(/\bkey: "(.)"/g), ([, key]) => key),
  );
  expect(keys).toContain("p");
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
