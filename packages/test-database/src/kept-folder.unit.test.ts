import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findKept, keep } from "./kept-folder.ts";

function keptBy() {
  const root = mkdtempSync(join(tmpdir(), "caretype-kept-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const source = join(root, "source");
  const kept = { folder: join(root, "kept"), ingredients: [source] };
  const change = (text: string) => writeFileSync(source, text);
  const make = (text: string) => keep(kept, async (folder) => writeFileSync(join(folder, "made"), text));
  change("first");
  return { kept, change, make };
}

it("finds what was made of the same ingredients, and nothing after a change", async () => {
  const { kept, change, make } = keptBy();
  expect(findKept(kept)).toBeUndefined();
  const folder = await make("one");
  expect(findKept(kept)).toBe(folder);
  expect(readFileSync(join(folder, "made"), "utf8")).toBe("one");
  change("second");
  expect(findKept(kept)).toBeUndefined();
  change("first");
  expect(findKept(kept)).toBe(folder);
});

it("takes what a concurrent run made, and keeps nothing incomplete", async () => {
  const { kept, make } = keptBy();
  await expect(keep(kept, () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
  expect(readdirSync(kept.folder)).toEqual([]);
  const folders = await Promise.all([make("one"), make("other")]);
  expect(new Set(folders)).toEqual(new Set([findKept(kept)]));
  expect(readdirSync(kept.folder)).toHaveLength(1);
});

it("keeps a few versions", async () => {
  const { kept, change, make } = keptBy();
  for (const version of ["1", "2", "3", "4", "5"]) {
    change(version);
    await make(version);
  }
  expect(readdirSync(kept.folder)).toHaveLength(3);
});
