import { expect, it } from "vitest";
import { PressureJoiner } from "./pressures.ts";
import type { RecordInput } from "./record-input.ts";

const [systolic, diastolic] = ["8480-6", "8462-4"] as const;

function rowOf(line: number, code: string, more: Partial<RecordInput> = {}): RecordInput {
  const value = { kind: "quantity", number: String(line), unit: "mm[Hg]" };
  const fields = { code: { text: code }, value };
  const part = { code, instant: "2020-01-01T10:00:00Z" };
  const input = { line, identity: `${line}`, patient: "p1", encounter: "e1", identifiers: {}, part, fields };
  return { ...input, ...more };
}

const partsOf = ({ fields }: RecordInput) => fields.components;

it("joins both parts in either order, with the systolic pressure first", () => {
  const orders = [
    [rowOf(1, systolic), rowOf(2, diastolic)],
    [rowOf(2, diastolic), rowOf(1, systolic)],
  ] as const;
  const joined = orders.map(([first, second]) => {
    const joiner = new PressureJoiner();
    expect(joiner.add(first)).toEqual([]);
    const [panel, ...others] = joiner.add(second);
    expect([others, joiner.rest(), joiner.partners.size]).toEqual([[], [], 1]);
    if (!panel) throw new Error("not joined");
    return { identity: panel.identity, parts: partsOf(panel) };
  });
  expect(joined[0]).toEqual(joined[1]);
  expect(joined[0]).toMatchObject({
    identity: "1\n2",
    parts: [{ code: { text: systolic } }, { code: { text: diastolic } }],
  });
});

it("leaves parts of others, of another instant, and a second one of the same kind alone", () => {
  const joiner = new PressureJoiner();
  expect(joiner.add(rowOf(1, systolic))).toEqual([]);
  expect(joiner.add(rowOf(2, diastolic, { patient: "p2" }))).toEqual([]);
  expect(joiner.add(rowOf(3, diastolic, { encounter: null }))).toEqual([]);
  const later = { part: { code: diastolic, instant: "2020-01-01T10:05:00Z" } };
  expect(joiner.add(rowOf(4, diastolic, later))).toEqual([]);
  expect(joiner.add(rowOf(5, systolic)).map(({ line }) => line)).toEqual([1]);
  expect(joiner.add(rowOf(6, "8867-4")).map(({ line }) => line)).toEqual([6]);
  expect(joiner.rest().map(({ line }) => line)).toEqual([5, 2, 3, 4]);
  expect(joiner.partners.size).toBe(0);
});

it("waits with the first of repeated rows, and with none that stays alone", () => {
  const joiner = new PressureJoiner();
  const alone = rowOf(1, systolic, { part: { code: systolic, instant: null } });
  expect(joiner.add(alone)).toMatchObject([{ pressures: { systolic: { line: 1 } } }]);
  expect(joiner.add(rowOf(2, systolic))).toEqual([]);
  expect(joiner.add(rowOf(3, systolic, { identity: "2" })).map(({ line }) => line)).toEqual([3]);
  expect(joiner.add(rowOf(4, diastolic))).toMatchObject([
    { line: 2, pressures: { systolic: { line: 2 }, diastolic: { line: 4 } } },
  ]);
});
