import { expect, test } from "vitest";
import type { OverloadRow } from "../src/overload/result.ts";
import { overloadGoals } from "../src/overload/section.ts";

const answers = (p99Milliseconds: number, count = 100) => ({ count, p50Milliseconds: 1, p99Milliseconds });
const row = (changes: Partial<OverloadRow>): OverloadRow => ({
  call: "Read",
  bearablePerSecond: 100,
  times: 4,
  offeredPerSecond: 400,
  acceptedPerSecond: 90,
  accepted: answers(500),
  refused: answers(50),
  failures: 0,
  generatorShare: 0.3,
  ...changes,
});

test("only four times the bearable load counts, and both kinds of answers", () => {
  const rows = [
    row({ times: 2, accepted: answers(900) }),
    row({}),
    row({ accepted: answers(501) }),
    row({ refused: answers(51) }),
    row({ accepted: answers(0, 0) }),
    row({ failures: 1 }),
  ];
  const goals = overloadGoals({ connections: 1, seconds: 1, rows });
  expect(goals.map(({ met }) => met)).toEqual([true, false, false, false, false]);
  expect(goals.map(({ measured }) => measured)[3]).toBe("– and 50 ms");
});
