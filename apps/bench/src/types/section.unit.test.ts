import { expect, it } from "vitest";
import type { TypeCheck, TypesResult } from "./result.ts";
import { types } from "./section.ts";

const check = (program: string, seconds: number): TypeCheck => ({
  program,
  command: "tsc --checkers 1",
  seconds: { median: seconds, min: seconds, max: seconds },
  cpuSeconds: 1.5,
  files: 1,
  types: 2,
  instantiations: 3000,
  memoryMb: 4,
});

const result: TypesResult = {
  repository: [check("the root", 2), check("apps/console", 1)],
  atOnce: {
    repository: { median: 2.25, min: 2.25, max: 2.25 },
    synthetic: { median: 11.25, min: 11.25, max: 11.25 },
  },
  synthetic: { features: 50, procedures: 500, checks: [check("the root", 9), check("apps/console", 3)] },
  packed: { buildSeconds: 5, declarationKilobytes: 900, checks: [check("a frontend", 0.5)] },
};

it("decides each goal, by concurrent programs", () => {
  expect(types.goals(result).map(({ measured, met }) => [measured, met])).toEqual([
    ["2.3 s, both programs concurrently", true],
    ["11.3 s (5.0 × the repository)", false],
  ]);
});

it("shows each program", () => {
  const text = types.render(result);
  expect(text).toContain(
    "| a router of 500 procedures | apps/console | `tsc --checkers 1` | 3.00 | 3.00–3.00 | 1.00 | 1.50 | 2 | 3,000 | 4 |",
  );
});
