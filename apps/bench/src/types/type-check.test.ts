import { expect, it } from "vitest";
import { byDefault, readDiagnostics } from "./type-check.ts";

it("reads what tsc says of itself", () => {
  const figures = readDiagnostics(
    "Files:             1296\nMemory used:    517771K\nCheck time:      1.525s\n",
  );
  expect(Object.fromEntries(figures)).toEqual({ Files: 1296, "Memory used": 517_771, "Check time": 1.525 });
});

it("leaves the checkers to tsc", () => {
  const program = { name: "a", folder: "/a", arguments: ["--noEmit", "--checkers", "1", "--strict"] };
  expect(byDefault(program).arguments).toEqual(["--noEmit", "--strict"]);
});
