import { expect, it } from "vitest";
import { goKey } from "./key-presses.ts";
import { addKey, helpKey, pageKeys } from "./key-table.ts";

it("gives each key one meaning", () => {
  const keys = [...Object.values(pageKeys), addKey, helpKey, goKey];
  expect(new Set(keys).size).toBe(keys.length);
});
