import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import * as binaries from "./binaries.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import * as ownerLock from "./owner-lock.ts";
import { startServer } from "./server.ts";

vi.mock("./binaries.ts", { spy: true });
vi.mock("./owner-lock.ts", { spy: true });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "caretype-full-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

it("says that the disk is full at a first start, and leaves nothing behind", async () => {
  const programs = path.join(folder, "native");
  mkdirSync(path.join(programs, "bin"), { recursive: true });
  const initdb = path.join(programs, "bin", "initdb");
  const complaint = 'initdb: error: could not write to file "PG_VERSION": No space left on device';
  writeFileSync(initdb, `#!/bin/sh\necho '${complaint}' >&2\nexit 1\n`);
  chmodSync(initdb, 0o755);
  chmodSync(folder, 0o755);
  vi.mocked(binaries.binariesFor).mockResolvedValue(programs);
  const starting = startEmbeddedPostgres({ directory: path.join(folder, "data", "postgres") });
  await expect(starting).rejects.toMatchObject({ code: "ENOSPC" });
  expect(existsSync(path.join(folder, "data"))).toBe(false);
});

it("names the folder whose disk is full, although the failed write does not", async () => {
  const directory = path.join(folder, "postgres");
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
    syscall: "write",
  });
  vi.mocked(ownerLock.waitForDirectoryLock).mockRejectedValueOnce(full);
  await expect(startEmbeddedPostgres({ directory })).rejects.toMatchObject({
    code: "ENOSPC",
    path: directory,
  });
});

it.runIf(process.getuid?.() === 0)(
  "says that root may not act for another user, as in a container",
  async () => {
    const refused = Object.assign(new Error("spawn EPERM"), { code: "EPERM", syscall: "spawn" });
    vi.mocked(ownerLock.waitForDirectoryLock).mockRejectedValueOnce(refused);
    const starting = startEmbeddedPostgres({ directory: path.join(folder, "postgres") });
    await expect(starting).rejects.toThrow("Start as a user other than root, or set DATABASE_URL.");
  },
);

it.each([
  ["FATAL: could not write lock file: No space left on device", { code: "ENOSPC" }],
  [
    "could not look up effective user ID 7: user does not exist",
    expect.objectContaining({ message: expect.stringContaining("Add this user to /etc/passwd") }),
  ],
  ["FATAL: another reason", expect.not.objectContaining({ code: "ENOSPC" })],
])(
  "a later start that ends with %j says that alone, and nothing of earlier starts",
  async (reason, expected) => {
    const [data, log] = [path.join(folder, "cluster"), path.join(folder, "server.log")];
    mkdirSync(path.join(folder, "bin"));
    mkdirSync(data);
    writeFileSync(log, "No space left on device\n");
    writeFileSync(path.join(folder, "bin", "postgres"), `#!/bin/sh\necho '${reason}' >&2\nexit 1\n`, {
      mode: 0o755,
    });
    const starting = startServer({ data, binaries: folder, user: undefined }, { log, durable: true });
    await expect(starting).rejects.toThrow(`The end of ${log}:\n${reason}`);
    await expect(starting).rejects.toMatchObject(expected);
  },
);

it("makes no folder where it is not installed", async () => {
  vi.mocked(binaries.installedBinaries).mockImplementation(() => {
    throw new Error("This installation has no embedded PostgreSQL");
  });
  const starting = startEmbeddedPostgres({ directory: path.join(folder, "data", "postgres") });
  await expect(starting).rejects.toThrow("has no embedded PostgreSQL");
  expect(existsSync(path.join(folder, "data"))).toBe(false);
});
