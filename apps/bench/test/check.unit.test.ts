import { describe, expect, it } from "vitest";
import { checkSection } from "../src/command/check.ts";
import { findRegressions } from "../src/regressions.ts";
import type { Ratio } from "../src/section.ts";

const lines: string[] = [];
const context = { small: true, log: (line: string) => void lines.push(line) };

function sectionThatMeasures(...measurements: Ratio[][]) {
  const asked: (readonly string[] | undefined)[] = [];
  const section = {
    name: "speed",
    title: "Speed",
    measure: async () => undefined,
    render: () => "",
    goals: () => [],
    check: {
      measure: async (_context: unknown, rows?: readonly string[]) => {
        asked.push(rows);
        return measurements[asked.length - 1] ?? [];
      },
      ratios: (result: unknown) => (Array.isArray(result) ? result : []),
    },
  };
  return { section, asked };
}

const storedWith = (result: Ratio[], baseline?: Ratio[]) => ({
  context,
  stored: {
    date: "2026-01-01T00:00:00Z",
    seconds: 1,
    rough: false,
    machine: { processor: "any", cores: 2, memoryGigabytes: 1, system: "linux x64" },
    versions: {},
    ...(baseline && { baseline }),
    result,
  },
});

const before = [
  { row: "read", value: 0.9 },
  { row: "list", value: 0.6 },
];

describe("checkSection", () => {
  it("reports nothing if the ratios are nearly unchanged", async () => {
    const { section, asked } = sectionThatMeasures([
      { row: "read", value: 0.61 },
      { row: "list", value: 0.7 },
    ]);
    expect(await checkSection(section, storedWith(before))).toEqual([]);
    expect(asked).toEqual([undefined]);
  });

  it("names a row that has fallen by a third twice, with both ratios, and remeasures only that row", async () => {
    const { section, asked } = sectionThatMeasures(
      [
        { row: "read", value: 0.6 },
        { row: "list", value: 0.6 },
      ],
      [{ row: "read", value: 0.55 }],
    );
    expect(await checkSection(section, storedWith(before))).toEqual([
      "speed: read: fallen to 0.60 from 0.90",
    ]);
    expect(asked).toEqual([undefined, ["read"]]);
  });

  it("compares with the stored check's measurement, if there is one", async () => {
    const measured = [{ row: "read", value: 0.5 }];
    const { section } = sectionThatMeasures(measured, measured);
    expect(await checkSection(section, storedWith(before, [{ row: "read", value: 0.7 }]))).toEqual([]);
  });

  it("takes the better of two measurements", async () => {
    const { section } = sectionThatMeasures([{ row: "read", value: 0.3 }], [{ row: "read", value: 0.88 }]);
    expect(await checkSection(section, storedWith(before))).toEqual([]);
  });

  it("counts a row that the second measurement lacks as fallen", async () => {
    const { section } = sectionThatMeasures([{ row: "read", value: 0.3 }], []);
    expect(await checkSection(section, storedWith(before))).toHaveLength(1);
  });

  it("does not compare with a small run", async () => {
    const { section, asked } = sectionThatMeasures(before);
    const { stored } = storedWith(before);
    expect(await checkSection(section, { context, stored: { ...stored, rough: true } })).toEqual([
      "speed: the stored result is of a small run; store a full one first",
    ]);
    expect(asked).toEqual([]);
  });

  it("fails if there is nothing to compare", async () => {
    const { section } = sectionThatMeasures([{ row: "another", value: 1 }], []);
    expect(await checkSection(section, storedWith(before))).toEqual([
      "speed: the results have no row in common",
    ]);
    expect(await checkSection(section, { context, stored: undefined })).toEqual([
      "speed: there is no stored result to compare with",
    ]);
  });
});

describe("calls per second and processor time of the same call", () => {
  const ratios = (speed: number, processorTime: number) => [
    { row: "read", value: speed },
    { row: "read, processor time", value: processorTime },
  ];

  it("are a regression if both have fallen", () => {
    const rows = findRegressions(ratios(0.6, 0.5), ratios(0.35, 0.3)).map(({ row }) => row);
    expect(rows).toEqual(["read", "read, processor time"]);
  });

  it.each([
    ["calls per second", ratios(0.3, 0.4)],
    ["processor time", ratios(0.5, 0.2)],
  ])("are none if only %s has fallen, as on a busy machine", (_, now) => {
    expect(findRegressions(ratios(0.6, 0.5), now)).toEqual([]);
  });

  it("are compared alone if the other is not stored", () => {
    const [speed] = ratios(0.6, 0.5);
    expect(findRegressions(speed ? [speed] : [], ratios(0.3, 0.5))).toHaveLength(1);
  });
});
