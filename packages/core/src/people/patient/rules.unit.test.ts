import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../../kernel/error/domain-error.ts";
import { ageIn, ageOn, bornBy, isPlausibleBirth, resolveBirth, toAgeText, toAgeWithUnit } from "./rules.ts";

const calendarDay = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const today = calendarDay("2020-01-01", "2040-12-31");
const birthday = calendarDay("1900-01-01", "2019-12-31");
const age = fc.integer({ min: 0, max: 150 });

describe("ageOn", () => {
  it.each([
    ["2026-11-20", "2000-11-20", 26],
    ["2026-11-19", "2000-11-20", 25],
    ["2026-02-28", "2004-02-29", 21],
    ["2026-03-01", "2004-02-29", 22],
    ["2026-11-20", "2026-11-21", 0],
  ])("on %s, born %s: %i", (day, born, expected) => {
    expect(ageOn(day, born)).toBe(expected);
  });
});

describe("bornBy", () => {
  it.each([
    ["2026-11-20", 18, "2008-11-20"],
    ["2024-02-29", 4, "2020-02-29"],
    ["2024-02-29", 1, "2023-02-28"],
    ["2024-02-29", 124, "1900-02-28"],
    ["2026-11-20", 0, "2026-11-20"],
  ])("on %s, %i years: by %s", (day, years, expected) => {
    expect(bornBy(years, day)).toBe(expected);
  });

  it("separates an age from younger ages on any day", () => {
    fc.assert(
      fc.property(today, birthday, age, (day, born, years) => {
        expect(born <= bornBy(years, day)).toBe(ageOn(day, born) >= years);
      }),
    );
  });
});

describe("resolveBirth", () => {
  it("returns the given age on that day", () => {
    fc.assert(
      fc.property(today, age, (day, years) => {
        const birth = resolveBirth({ age: years }, { day });
        expect(birth.dateOfBirthApproximate).toBe(true);
        expect(ageOn(day, birth.dateOfBirth ?? "")).toBe(years);
      }),
    );
  });

  it("keeps an exact date, with or without its age", () => {
    fc.assert(
      fc.property(today, birthday, (day, dateOfBirth) => {
        const exact = { dateOfBirth, dateOfBirthApproximate: false };
        expect(resolveBirth({ dateOfBirth }, { day })).toEqual(exact);
        expect(resolveBirth({ dateOfBirth, age: ageOn(day, dateOfBirth) }, { day })).toEqual(exact);
      }),
    );
  });

  it("changes nothing if a whole record is sent back, even after a birthday", () => {
    fc.assert(
      fc.property(today, birthday, fc.integer({ min: 0, max: 364 }), (day, dateOfBirth, later) => {
        const current = { dateOfBirth, dateOfBirthApproximate: false };
        const sentOn = new Date(Date.parse(day) + later * 86_400_000).toISOString().slice(0, 10);
        expect(resolveBirth({ dateOfBirth, age: ageOn(day, dateOfBirth) }, { day: sentOn, current })).toEqual(
          current,
        );
      }),
    );
  });

  it("rejects an age that contradicts the date", () => {
    const day = "2026-11-20";
    expect(() => resolveBirth({ dateOfBirth: "1990-01-01", age: 50 }, { day })).toThrow(DomainError);
    const current = { dateOfBirth: "1990-01-01", dateOfBirthApproximate: false };
    expect(() => resolveBirth({ dateOfBirth: "1990-01-01", age: 50 }, { day, current })).toThrow(DomainError);
  });

  it("prefers a lone age to a date, an exact date to an age, and reads null as unknown", () => {
    const day = "2026-11-20";
    const exact = { dateOfBirth: "1990-05-05", dateOfBirthApproximate: false };
    const approximate = { dateOfBirth: "1990-01-01", dateOfBirthApproximate: true };
    expect(resolveBirth({ age: 40 }, { day, current: exact }).dateOfBirth).toBe("1986-01-01");
    for (const age of [35, 36, 37]) expect(resolveBirth({ age }, { day, current: exact })).toEqual(exact);
    expect(
      resolveBirth({ dateOfBirth: "1990-01-01", age: 40 }, { day, current: approximate }).dateOfBirth,
    ).toBe("1986-01-01");
    expect(resolveBirth({ dateOfBirth: "1991-02-03", age: 36 }, { day, current: approximate })).toEqual({
      dateOfBirth: "1991-02-03",
      dateOfBirthApproximate: false,
    });
    expect(resolveBirth({ dateOfBirth: null }, { day, current: exact }).dateOfBirth).toBeNull();
    expect(resolveBirth({ age: null }, { day, current: approximate }).dateOfBirth).toBeNull();
    expect(resolveBirth({ age: null }, { day, current: exact })).toEqual(exact);
    expect(resolveBirth({ dateOfBirth: "1990-05-05", age: null }, { day, current: exact })).toEqual(exact);
    expect(resolveBirth({ dateOfBirth: null, age: null }, { day, current: exact }).dateOfBirth).toBeNull();
    expect(resolveBirth({ dateOfBirth: null, age: 30 }, { day, current: exact }).dateOfBirth).toBe(
      "1996-01-01",
    );
  });
});

describe("isPlausibleBirth", () => {
  it("allows the day, none after it, and nothing over 150 years before", () => {
    const isPlausible = (date: string) => isPlausibleBirth(date, "2026-11-26");
    expect(["2026-11-26", "1876-11-26", "1875-11-27"].map(isPlausible)).toEqual([true, true, true]);
    expect(["2026-11-27", "1875-11-26", "1815-12-10"].map(isPlausible)).toEqual([false, false, false]);
  });

  it("is asked of a new date, not of one that is kept", () => {
    const born = { dateOfBirth: "2026-11-27", dateOfBirthApproximate: false };
    expect(() => resolveBirth(born, { day: "2026-11-26" })).toThrow(DomainError);
    expect(resolveBirth(born, { day: "2026-11-26", latest: "2026-11-27" })).toEqual(born);
    expect(resolveBirth(born, { day: "2026-11-26", current: born })).toEqual(born);
  });
});

describe("saidAge", () => {
  it.each([
    ["2026-11-26", "2026-11-26", "0 days"],
    ["2026-11-26", "2026-11-25", "1 day"],
    ["2026-11-26", "2026-10-27", "30 days"],
    ["2026-11-26", "2026-10-26", "4 weeks"],
    ["2026-03-01", "2026-01-31", "4 weeks"],
    ["2026-11-26", "2026-08-27", "13 weeks"],
    ["2026-11-26", "2026-08-26", "3 months"],
    ["2026-11-26", "2024-11-27", "23 months"],
    ["2026-11-26", "2024-11-26", "2 years"],
    ["2026-02-28", "2024-02-29", "23 months"],
    // Without a time zone, a birth may be in the future.
    ["2026-11-26", "2026-11-27", "0 days"],
  ])("on %s, born %s: %s", (day, dateOfBirth, words) => {
    const ageWithUnit = toAgeWithUnit(day, { dateOfBirth, dateOfBirthApproximate: false });
    expect(ageWithUnit && [toAgeText(ageWithUnit), ageIn("en", ageWithUnit)]).toEqual([words, words]);
  });

  it("is in years where only an age is known, and nothing without one", () => {
    const birth = { dateOfBirth: "2026-01-01", dateOfBirthApproximate: true };
    expect(toAgeWithUnit("2026-11-26", birth)).toEqual({ count: 0, unit: "year" });
    expect(toAgeWithUnit("2026-11-26", { ...birth, dateOfBirth: null })).toBeNull();
    expect(ageIn("de", { count: 5, unit: "month" })).toBe("5 Monate");
    expect(ageIn("es", { count: 1, unit: "week" })).toBe("1 semana");
  });
});
