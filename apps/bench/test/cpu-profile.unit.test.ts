import { describe, expect, it } from "vitest";
import { packageTimes, selfTimes } from "../src/profile/cpu-profile.ts";

const frame = (functionName: string, url = "", lineNumber = 0) => ({ functionName, url, lineNumber });

const store = "file:///somewhere/node_modules/.pnpm/fastify@5.12.8/node_modules/fastify/lib/reply.js";

/** Samples at 110, 120, 150, 160 and 200. One function was called from two places, as nodes 3 and 4. */
const profile = {
  nodes: [
    { id: 1, callFrame: frame("(idle)") },
    { id: 2, callFrame: frame("answer", "file:///somewhere/apps/server/src/typed/answer.ts", 10) },
    { id: 3, callFrame: frame("header", store, 272) },
    { id: 4, callFrame: frame("header", store, 272) },
    { id: 5, callFrame: frame("(garbage collector)") },
    { id: 6, callFrame: frame("RegExp: ^a$") },
  ],
  startTime: 100,
  samples: [2, 3, 1, 4, 5],
  timeDeltas: [10, 10, 30, 10, 40],
};

const all = { from: 0, to: 1_000 };

describe("selfTimes", () => {
  it("sums each function over all call paths, largest first, without idle time", () => {
    expect(selfTimes(profile, all)).toEqual([
      { name: "(garbage collector)", place: "", microseconds: 40, share: 40 / 70 },
      { name: "header", place: "fastify/lib/reply.js:273", microseconds: 20, share: 20 / 70 },
      { name: "answer", place: "apps/server/src/typed/answer.ts:11", microseconds: 10, share: 10 / 70 },
    ]);
  });

  it("counts only the given window", () => {
    const names = selfTimes(profile, { from: 115, to: 165 }).map(({ name, microseconds }) => [
      name,
      microseconds,
    ]);
    expect(names).toEqual([["header", 20]]);
  });
});

describe("packageTimes", () => {
  it("sums by package, by our own folder, or by V8's activity", () => {
    const withPattern = {
      ...profile,
      samples: [...profile.samples, 6],
      timeDeltas: [...profile.timeDeltas, 5],
    };
    expect(packageTimes(withPattern, all).map(({ name, microseconds }) => [name, microseconds])).toEqual([
      ["(garbage collector)", 40],
      ["fastify", 20],
      ["apps/server", 10],
      ["(regular expressions)", 5],
    ]);
  });
});
