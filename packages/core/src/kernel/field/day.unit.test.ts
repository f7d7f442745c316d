import { describe, expect, it, onTestFinished, vi } from "vitest";
import { dayAt, latestToday, pastDayAt, today } from "./day.ts";
import { beginOfDay } from "./day-begin.ts";
import { TimeZone } from "./schemas.ts";

function setTime(instant: string): void {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(instant) });
  onTestFinished(() => void vi.useRealTimers());
}

describe("today", () => {
  it.each([
    ["2026-11-25T19:04:00Z", "Pacific/Auckland", "2026-11-26"],
    ["2026-11-25T22:59:59.999Z", "Europe/Zurich", "2026-11-25"],
    ["2026-11-25T23:00:00Z", "Europe/Zurich", "2026-11-26"],
    ["2026-11-26T04:59:59Z", "America/New_York", "2026-11-25"],
    ["2026-11-26T18:14:59Z", "Asia/Kathmandu", "2026-11-26"],
    ["2026-11-26T18:15:00Z", "Asia/Kathmandu", "2026-11-27"],
    ["2026-11-26T23:59:59Z", null, "2026-11-26"],
  ])("at %s in %s is %s", (instant, timeZone, day) => {
    setTime(instant);
    expect([today(timeZone), dayAt(instant, timeZone)]).toEqual([day, day]);
  });

  it("follows the clock", () => {
    setTime("2026-12-31T10:59:59Z");
    expect(today("Pacific/Auckland")).toBe("2026-12-31");
    vi.setSystemTime("2026-12-31T11:00:00Z");
    expect(today("Pacific/Auckland")).toBe("2027-01-01");
  });

  it("may have begun anywhere, where no time zone is set", () => {
    setTime("2026-11-25T10:00:00Z");
    expect([latestToday(null), latestToday("UTC")]).toEqual(["2026-11-26", "2026-11-25"]);
  });
});

it("takes today for the day of an instant to come", () => {
  setTime("2026-11-25T23:30:00Z");
  expect(pastDayAt("2030-01-01T00:00:00Z", "Europe/Zurich")).toBe("2026-11-26");
  expect(pastDayAt("2026-11-20T23:30:00.123456Z", "Europe/Zurich")).toBe("2026-11-21");
});

it.each([
  ["2026-11-20", "America/New_York", "2026-11-20T05:00:00Z"],
  ["2019-05", "America/New_York", "2019-05-01T04:00:00Z"],
  ["2019", "Pacific/Auckland", "2018-12-31T11:00:00Z"],
  // Clocks skip midnight.
  ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"],
  ["2019-05-28", null, "2019-05-28T00:00:00Z"],
])("%s in %s begins at %s", (date, timeZone, instant) => {
  expect(beginOfDay(date, timeZone)).toBe(instant);
});

it("each abbreviation that is taken for a time zone has days", () => {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const zones = letters.flatMap((one) =>
    letters.flatMap((other) => TimeZone.safeParse(`${one}${other}T`).data ?? []),
  );
  expect(zones).toEqual(expect.arrayContaining(["Europe/Brussels", "EST", "HST"]));
  for (const zone of zones) expect(beginOfDay("2026-07-01", zone), zone).toMatch(/^2026-0/);
});
