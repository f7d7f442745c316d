import { describe, expect, it } from "vitest";
import { monthWindows } from "./months.ts";

const starts = (...days: string[]) => days.map((day) => `${day}T00:00:00.000Z`);

describe("monthWindows", () => {
  it("go back from the month of an instant in growing steps until all is covered", () => {
    const [march, february, december, august, last] = starts(
      "2026-03-01",
      "2026-02-01",
      "2025-12-01",
      "2025-08-01",
      "2024-12-01",
    );
    const [before, first] = starts("2024-04-01", "2023-08-01");
    expect(
      monthWindows("newest", { near: "2026-03-31T12:00:00.123456Z", far: "2023-01-01T00:00:00Z" }),
    ).toEqual([
      { begin: march, end: null },
      { begin: february, end: march },
      { begin: december, end: february },
      { begin: august, end: december },
      { begin: last, end: august },
      { begin: before, end: last },
      { begin: first, end: before },
      { begin: null, end: first },
    ]);
  });

  it("go forward from it in the same way", () => {
    const [april, may, july, november] = starts("2026-04-01", "2026-05-01", "2026-07-01", "2026-11-01");
    expect(monthWindows("oldest", { near: "2026-03-31T12:00:00Z", far: "2026-12-24T00:00:00Z" })).toEqual([
      { begin: null, end: april },
      { begin: april, end: may },
      { begin: may, end: july },
      { begin: july, end: november },
      { begin: november, end: null },
    ]);
  });

  it("end with the window of the far end", () => {
    const near = "2026-03-31T12:00:00Z";
    const open = { begin: null, end: null };
    const [march, april] = starts("2026-03-01", "2026-04-01");
    expect(monthWindows("newest", { near, far: "2026-03-01T00:00:00Z" })).toEqual([open]);
    expect(monthWindows("newest", { near, far: "2026-02-28T23:59:59.999999Z" })).toEqual([
      { begin: march, end: null },
      { begin: null, end: march },
    ]);
    expect(monthWindows("oldest", { near, far: "2026-03-31T23:59:59.999999Z" })).toEqual([open]);
    expect(monthWindows("oldest", { near, far: "2026-04-01T00:00:00Z" })).toEqual([
      { begin: null, end: april },
      { begin: april, end: null },
    ]);
  });

  it("use only years that PostgreSQL supports", () => {
    const [february] = starts("0001-02-01");
    expect(monthWindows("newest", { near: "0001-02-03T00:00:00Z", far: "0001-01-01T00:00:00Z" })).toEqual([
      { begin: february, end: null },
      { begin: null, end: february },
    ]);
    expect(monthWindows("oldest", { near: "9999-12-31T00:00:00Z", far: "9999-12-31T23:59:59Z" })).toEqual([
      { begin: null, end: null },
    ]);
  });
});
