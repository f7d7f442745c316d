import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { testTimeout } from "@caretype/test-database";
import { expect, it } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

// Runs `npx -y pnpm@12 release --dry-run`. npm installs the packages, so this needs its registry.
it("the packages are ready to publish: a dry run installs and tries them", {
  timeout: 4 * testTimeout(),
}, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [main, "publish", "--dry-run"]);
  expect(stdout.trim().split("\n")).toEqual([
    "Node 24: the kit runs in vitest and node:test",
    "Node 24: the client and the command line run",
    "Node 20: the client and the command line run",
  ]);
});
