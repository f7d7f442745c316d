import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { binariesFor } from "./binaries.ts";
import { copyBinaries } from "./copy-binaries.ts";

const nobody = { uid: 65_534, gid: 65_534 };

describe.runIf(process.getuid?.() === 0)("binaries that the user nobody cannot reach", () => {
  const usualFolder = process.env.TMPDIR;
  let open: string;
  let installed: string;
  const runs = async (copy: string) =>
    execFileSync(path.join(copy, "bin", "postgres"), ["--version"], { ...nobody, env: {} }).length > 0;

  beforeEach(async () => {
    open = mkdtempSync(path.join(tmpdir(), "caretype-open-"));
    chmodSync(open, 0o1777);
    installed = await binariesFor(undefined);
    process.env.TMPDIR = open;
  });
  afterEach(() => {
    if (usualFolder === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usualFolder;
    rmSync(open, { recursive: true, force: true });
  });

  it("are copied once, repaired, and never taken from another user's folder", async () => {
    const copies = await Promise.all([1, 2, 3].map(() => copyBinaries(installed, runs)));
    const [copy = ""] = copies;
    expect(copies).toEqual([copy, copy, copy]);
    expect(path.dirname(copy)).toBe(open);
    const inode = statSync(path.join(copy, "bin", "postgres")).ino;
    expect(await copyBinaries(installed, runs)).toBe(copy);
    expect(statSync(path.join(copy, "bin", "postgres")).ino).toBe(inode);

    rmSync(path.join(copy, "lib", "postgresql"), { recursive: true });
    expect(await copyBinaries(installed, runs)).toBe(copy);
    expect(statSync(path.join(copy, "lib", "postgresql")).isDirectory()).toBe(true);

    // The name is right now, but another user owns it, so its contents are not trusted.
    chownSync(copy, nobody.uid, nobody.gid);
    const other = await copyBinaries(installed, runs);
    expect(other).not.toBe(copy);
    expect(statSync(other).uid).toBe(0);
    expect(statSync(other).mode & 0o022).toBe(0);
    // Generous timeout: it makes four copies of 60 MB, and the disk may be busy.
  });
});
