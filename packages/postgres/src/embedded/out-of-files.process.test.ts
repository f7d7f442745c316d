import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startChild } from "@caretype/test-database/child";
import { expect, onTestFinished, test } from "vitest";

const module = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);

test.skipIf(process.platform !== "linux")(
  "without a file descriptor, a living process does not look dead, and a pid file not missing",
  async () => {
    const data = mkdtempSync(path.join(tmpdir(), "caretype-files-"));
    onTestFinished(() => rmSync(data, { recursive: true }));
    writeFileSync(path.join(data, "postmaster.pid"), `${process.pid}\n\n\n5432\n\n\n\nready\n`);
    const { output, kill } = await startChild(`
      const { isRunning } = await import(${module("./process-identity.ts")});
      const { processesOn, childrenOf } = await import(${module("./processes.ts")});
      const { readPostmaster } = await import(${module("./postmaster.ts")});
      const { openSync, closeSync } = await import("node:fs");
      const data = ${JSON.stringify(data)};
      const looks = [
        () => isRunning(${process.pid}),
        () => readPostmaster(data)?.pid,
        () => processesOn(data, ${process.pid}),
        () => childrenOf(${process.pid}).length > 0,
      ];
      const answers = () => looks.map((look) => {
        try { return look(); } catch (error) { return error.code; }
      });
      const before = answers();
      const files = [];
      try { for (;;) files.push(openSync("/dev/null")); } catch {}
      const during = answers();
      for (const file of files) closeSync(file);
      say([before, during, answers()]);`);
    await kill("SIGKILL");
    const known = [true, process.pid, [], true];
    expect(JSON.parse(output[0] ?? "")).toEqual([known, Array(4).fill("EMFILE"), known]);
  },
);
