import { repository } from "@caretype/dev/copy-workspace";
import { expect, it } from "vitest";
import { programOf, readDiagnostics } from "./type-check.ts";

it("reads tsc's diagnostics", () => {
  const figures = readDiagnostics(
    "Files:             1296\nMemory used:    517771K\nCheck time:      1.525s\n",
  );
  expect(Object.fromEntries(figures)).toEqual({ Files: 1296, "Memory used": 517_771, "Check time": 1.525 });
});

it("reads a script's arguments and environment", () => {
  expect(programOf(repository, ".")).toMatchObject({
    arguments: ["--checkers", "1"],
    environment: { GOGC: "400" },
  });
});
