import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { fastFolder, memoryFolder, memoryFolderVariable } from "./fast-folder.ts";

afterEach(() => vi.unstubAllEnvs());

it.runIf(process.platform === "linux")("is a folder in memory that has the space", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "caretype-memory-"));
  vi.stubEnv(memoryFolderVariable, folder);
  expect(memoryFolder(1)).toBe(folder);
  expect(memoryFolder(Number.MAX_SAFE_INTEGER)).toBeUndefined();
});

it("is the usual one for temporary files if there is none in memory", () => {
  vi.stubEnv(memoryFolderVariable, path.join(tmpdir(), "nowhere"));
  expect(fastFolder()).toBe(tmpdir());
});
