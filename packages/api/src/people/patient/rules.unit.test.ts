import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { DomainError } from "../../kernel/error/domain-error.ts";
import { ageOn, bornBy, today as dayNow, isPlausibleBirth, resolveBirth } from "./rules.ts";

const calendarDay = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const today = calendarDay("2020-01-01", "2040-12-31");
const birthday = calendarDay("1900-01-01", "2019-12-31");
const age = fc.integer({ min: 0, max: 150 });

it("changes the day at midnight UTC", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const instant of [
    "2026-12-31T23:59:59.999Z",
    "2027-01-01T00:00:00.000Z",
    "2026-12-31T12:00:00.000Z",
  ]) {
    vi.setSystemTime(instant);
    expect(dayNow()).toBe(instant.slice(0, 10));
  }
  vi.useRealTimers();
});

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
  it("allows today and tomorrow, no later day, and nothing over 150 years ago", () => {
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    expect(isPlausibleBirth(inDays(0))).toBe(true);
    expect(isPlausibleBirth(inDays(1))).toBe(true);
    expect(isPlausibleBirth(inDays(2))).toBe(false);
    expect(isPlausibleBirth("1815-12-10")).toBe(false);
  });
});
