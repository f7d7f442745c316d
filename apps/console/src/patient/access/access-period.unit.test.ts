import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantsOf } from "./access-period.ts";

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = "Europe/Vienna";
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe("a time in days", () => {
  it("is from the reader's first midnight to that after the last day, also where a day has 23 hours", () => {
    expect(instantsOf({ from: "2026-03-29", until: "2026-03-29" })).toEqual({
      from: "2026-03-28T23:00:00.000Z",
      until: "2026-03-29T22:00:00.000Z",
    });
    expect(instantsOf({ from: "2026-12-31", until: "2026-12-31" }).until).toBe("2026-12-31T23:00:00.000Z");
  });

  it("may have no end", () => {
    expect(instantsOf({})).toEqual({});
    expect(instantsOf({ from: "2026-11-20" })).toEqual({ from: "2026-11-19T23:00:00.000Z" });
  });
});
