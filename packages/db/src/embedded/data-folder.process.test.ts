import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DataFolderRefused, startEmbeddedPostgres } from "./index.ts";
import { majorOfBinaries } from "./major-version.ts";

const parent = mkdtempSync(path.join(tmpdir(), "caretype-data-folder-"));
const directory = path.join(parent, "postgres");
const versionFile = path.join(directory, "cluster", "PG_VERSION");

afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe("a data folder of another major version of PostgreSQL", () => {
  it("is refused unchanged, with both versions and the commands that move the records", async () => {
    await (await startEmbeddedPostgres({ directory, durable: false })).stop();
    const own = majorOfBinaries();
    expect(readFileSync(versionFile, "utf8")).toBe(`${own}\n`);
    writeFileSync(versionFile, "17\n");
    rmSync(path.join(directory, "password"));
    const start = startEmbeddedPostgres({ directory, durable: false });
    await expect(start).rejects.toThrow(DataFolderRefused);
    for (const part of [
      `is of PostgreSQL 17, but this version of Caretype has PostgreSQL ${own}`,
      "caretype backup moving.backup",
      `${directory} to ${directory}-17`,
      "caretype restore moving.backup",
    ])
      await expect(start).rejects.toThrow(part);
    expect(existsSync(path.join(directory, "password"))).toBe(false);

    writeFileSync(versionFile, `${own}\n`);
    await (await startEmbeddedPostgres({ directory, durable: false })).stop();
  });

  it("is refused if its version cannot be read", async () => {
    rmSync(versionFile);
    await expect(startEmbeddedPostgres({ directory, durable: false })).rejects.toThrow("is not whole");
  });
});
