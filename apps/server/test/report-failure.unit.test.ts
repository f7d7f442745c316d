import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { describeFailure } from "../src/log/report-failure.ts";

const folder = mkdtempSync(join(tmpdir(), "caretype-failure-"));
afterAll(() => rmSync(folder, { recursive: true }));

function failureOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return describeFailure(error);
  }
  throw new Error("It did not fail.");
}

describe("an error of the file system", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");

  it("names the path, and says what is wrong with it", () => {
    const below = join(file, "postgres");
    expect(failureOf(() => mkdirSync(below, { recursive: true }))).toBe(
      `${below} cannot be used: a part of this path is a file, where a folder must be. (ENOTDIR)`,
    );
    expect(failureOf(() => mkdirSync(file, { recursive: true }))).toBe(
      `${file} is a file. Choose a folder. (EEXIST)`,
    );
  });

  it("says which limit is too low", () => {
    for (const code of ["EMFILE", "ENFILE"]) {
      const error = Object.assign(new Error(`spawn /bin/postgres ${code}`), { code, syscall: "spawn" });
      expect(describeFailure(error)).toMatch(`(${code}). Raise the limit`);
    }
  });

  it("says that a file to read is missing, or a folder", () => {
    const missing = join(folder, "missing");
    expect(failureOf(() => readFileSync(missing))).toBe(`There is no file ${missing}. (ENOENT)`);
    expect(failureOf(() => readFileSync(folder))).toMatch(/ is a folder, where a file must be\. \(EISDIR\)$/);
  });

  it.runIf(process.platform === "linux")("says that the disk is full", () => {
    expect(failureOf(() => writeFileSync("/dev/full", "a"))).toBe("The disk is full (write).");
  });
});

it("an address that cannot be listened on is named, and a file is not taken for one", () => {
  const refused = Object.assign(new Error("EINVAL"), { code: "EINVAL" });
  expect(describeFailure(Object.assign(refused, { syscall: "read" }))).toBe("EINVAL");
  expect(describeFailure(Object.assign(refused, { syscall: "listen", address: "fe80::7" }))).toMatch(
    /^fe80::7 .* interface .* fe80::1%eth0/,
  );
  for (const passed of [{ syscall: "listen", address: null }, { syscall: "bind" }])
    expect(describeFailure(Object.assign(new Error("EINVAL"), { code: "EINVAL" }, passed))).toContain(
      "LISTEN_FDS",
    );
});
