import { describe, expect, it } from "vitest";
import { fieldTrendsOf, inUnit, rowsOf } from "./trend-data.ts";
import { amountIn, codesOfSign, placeOf, shownIn, unitFor, usualRange } from "./vital-signs.ts";

const code = (code: string) => ({
  text: "",
  coding: { system: "http://loinc.org", code, display: "", version: null },
});
const point = (at: string, number: string, count = 1) => ({
  at,
  count,
  least: number,
  mean: number,
  greatest: number,
  comparator: null,
  bounds: 0,
});

describe("vital signs", () => {
  it.each([
    ["temperature", { number: "98.6", unit: "[degF]" }, "normal"],
    ["temperature", { number: "99.2", unit: "[degF]" }, "high"],
    ["temperature", { number: "36.4", unit: "Cel" }, "low"],
    ["saturation", { number: "94.9", unit: "%" }, "low"],
    ["saturation", { number: "100", unit: "%" }, "normal"],
    ["systolic", { number: "120", unit: "mm[Hg]" }, "normal"],
    ["systolic", { number: "120.1", unit: "mm[Hg]" }, "high"],
    ["weight", { number: "300", unit: "kg" }, null],
    ["temperature", { number: "37", unit: "kg" }, null],
  ] as const)("%s of %o is %s", (name, amount, place) => {
    expect(placeOf(name, amount)).toBe(place);
  });

  it("are shown in the reader's unit, and the range is exact", () => {
    expect(unitFor("weight", "us")).toBe("[lb_av]");
    expect(unitFor("heartRate", "us")).toBe("/min");
    expect(shownIn("weight", "70.50", "kg")).toBe("70.50");
    expect(shownIn("weight", "70.50", "[lb_av]")).toBe("155.4");
    expect(usualRange("temperature", "[degF]")).toEqual({ low: "97.7", high: "99.14" });
    expect(usualRange("saturation", "%")).toEqual({ low: "95", high: null });
    expect(usualRange("weight", "kg")).toBeNull();
  });

  it("are rounded if they were converted, and otherwise keep their digits", () => {
    const kilograms = (number: string) => ({ number, unit: "kg" });
    const pounds = { kind: "quantity", number: "7.3", unit: "[lb_av]", comparator: null } as const;
    const weight = { code: code("29463-7"), canonical: kilograms("3.311224301") };
    expect(amountIn(weight, pounds, "us")).toEqual({
      number: "7.3",
      unit: "[lb_av]",
      comparator: null,
    });
    expect(amountIn(weight, pounds, "metric")).toMatchObject({ number: "3.31", unit: "kg" });
    expect(shownIn("weight", "3.311224301", "kg")).toBe("3.31");
    expect(shownIn("weight", "3.125", "kg")).toBe("3.125");
    const creatinine = { code: code("2160-0"), canonical: { number: "90.1697313", unit: "umol/L" } };
    const entered = { kind: "quantity", number: "1.02", unit: "mg/dL", comparator: "<" } as const;
    expect(amountIn(creatinine, entered, "metric")).toEqual({
      number: "90.2",
      unit: "umol/L",
      comparator: "<",
    });
    const score = { kind: "quantity", number: "4", unit: null, comparator: null } as const;
    expect(amountIn({ code: code("1-1"), canonical: null }, score, "us")).toEqual({
      number: "4",
      unit: null,
      comparator: null,
    });
  });

  it("are rows of both numbers of a blood pressure, and other units are counted", () => {
    const early = "2026-01-01T10:00:00Z";
    const late = "2026-02-01T10:00:00Z";
    const one = { isBucketed: false, isComputed: false };
    const { trends, leftOut } = fieldTrendsOf(
      {
        series: [
          { ...one, code: code("8462-4"), unit: "mm[Hg]", points: [point(late, "80")] },
          {
            ...one,
            code: code("8480-6"),
            unit: "mm[Hg]",
            points: [point(early, "110"), point(late, "120")],
          },
          { ...one, code: code("8480-6"), unit: null, points: [point(late, "12", 3)] },
        ],
      },
      ["systolic", "diastolic"],
    );
    expect(leftOut).toBe(3);
    expect(rowsOf(trends)).toEqual([
      { at: early, points: [point(early, "110"), null] },
      { at: late, points: [point(late, "120"), point(late, "80")] },
    ]);
  });

  it("are one line, however they were measured", () => {
    const [early, late] = ["2026-01-01T10:00:00Z", "2026-02-01T10:00:00Z"];
    const one = { isBucketed: false, isComputed: false, unit: "%" };
    const { trends, leftOut } = fieldTrendsOf(
      {
        series: [
          { ...one, code: code("2708-6"), points: [point(late, "97")] },
          { ...one, code: code("59408-5"), points: [point(early, "96")] },
        ],
      },
      ["saturation"],
    );
    expect(leftOut).toBe(0);
    expect(rowsOf(trends).map(({ points: [each] }) => each?.mean)).toEqual(["96", "97"]);
    const twice = trends.map((trend) => ({ ...trend, points: [point(late, "97"), point(late, "95")] }));
    expect(rowsOf(twice).map(({ points: [each] }) => each?.mean)).toEqual(["97", "95"]);
    expect(codesOfSign("bloodPressure")).toEqual(["85354-9", "8480-6", "8462-4"]);
    expect(codesOfSign("heartRate")).toEqual(["8867-4", "8889-8", "8893-0"]);
  });

  it("are one line of recorded and computed body mass indexes, in the order of time", () => {
    const [early, late] = ["2026-01-01T10:00:00Z", "2026-02-01T10:00:00Z"];
    const of = { isBucketed: false, code: code("39156-5"), unit: "kg/m2" };
    const { trends, leftOut } = fieldTrendsOf(
      {
        series: [
          { ...of, isComputed: false, points: [point(late, "21")] },
          { ...of, isComputed: true, points: [point(early, "20.3")] },
        ],
      },
      ["bodyMassIndex"],
    );
    expect(leftOut).toBe(0);
    expect(trends[0]?.isComputed).toBe(true);
    expect(rowsOf(trends).map(({ at }) => at)).toEqual([early, late]);
  });

  it("of a bucket have a rounded mean", () => {
    const bucket = {
      ...point("2026-01-01T10:00:00Z", "70", 3),
      mean: "71.333333",
      greatest: "73",
    };
    expect(inUnit("heartRate", bucket, "/min")).toEqual({ ...bucket, mean: "71.3" });
    const close = { ...bucket, least: "70.96", mean: "70.965", greatest: "70.97" };
    expect(inUnit("heartRate", close, "/min").mean).toBe("70.97");
    const near = { ...bucket, least: "70.03", mean: "70.035", greatest: "70.04" };
    expect(inUnit("heartRate", near, "/min").mean).toBe("70.03");
  });
});
