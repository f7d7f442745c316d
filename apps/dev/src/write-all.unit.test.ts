import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeAll } from "./write-all.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "caretype-write-all-"));
  writeFileSync(join(root, "one"), "before");
});
afterEach(() => rmSync(root, { recursive: true }));

const change = { path: "one", before: "before", after: "after" };
const addition = { path: "folder/two", before: null, after: "new" };
const read = (path: string) => readFileSync(join(root, path), "utf8");

it("writes changed files and new ones, and deletes others", () => {
  writeAll(root, [change, addition]);
  expect([read("one"), read("folder/two")]).toEqual(["after", "new"]);
  writeAll(root, [{ path: "one", before: "after", after: null }]);
  expect(readdirSync(root)).toEqual(["folder"]);
});

it("writes nothing if a file has changed in the meantime", () => {
  expect(() => writeAll(root, [addition, { ...change, before: "older" }])).toThrow("because one changed");
  expect(readdirSync(root)).toEqual(["one"]);
  expect(read("one")).toBe("before");
});

it("writes nothing if a file cannot be written", () => {
  const belowFile = { path: "one/three", before: null, after: "new" };
  expect(() => writeAll(root, [change, addition, belowFile])).toThrow();
  expect(readdirSync(root)).toEqual(["one"]);
  expect(read("one")).toBe("before");
});
