import { describe, expect, it } from "vitest";
import { type AccessPeriod, instantsOf } from "./access-period.ts";

const instants = (period: AccessPeriod) => instantsOf(period, "Europe/Vienna");

describe("a period in days", () => {
  it("is from local midnight to midnight, also on a day with 23 hours", () => {
    expect(instants({ from: "2026-03-29", until: "2026-03-29" })).toEqual({
      from: "2026-03-28T23:00:00.000Z",
      until: "2026-03-29T22:00:00.000Z",
    });
    expect(instants({ from: "2026-12-31", until: "2026-12-31" }).until).toBe("2026-12-31T23:00:00.000Z");
  });

  it("can be unlimited", () => {
    expect(instants({})).toEqual({});
    expect(instants({ from: "2026-11-20" })).toEqual({ from: "2026-11-19T23:00:00.000Z" });
  });
});
