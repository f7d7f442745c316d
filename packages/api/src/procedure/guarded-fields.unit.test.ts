import { describe, expect, it } from "vitest";
import { z } from "zod";
import { failureOf } from "../../test/failure.ts";
import type { Permission } from "../permissions.ts";
import { compileInputLimit, compileWithholding, onlyWith } from "./guarded-fields.ts";

const none: ReadonlySet<Permission> = new Set();
const clinical: ReadonlySet<Permission> = new Set<Permission>(["patient:read-clinical"]);
const Note = z.object({ id: z.int(), text: onlyWith("patient:read-clinical", z.string().nullable()) });
const note = { id: 1, text: "secret" };
const shown = { id: 1, text: null };

describe("a guarded field is withheld", () => {
  it.each([
    { where: "in an object", schema: Note, value: note, expected: shown },
    { where: "in a list", schema: z.array(Note), value: [note, note], expected: [shown, shown] },
    { where: "within another", schema: z.object({ note: Note }), value: { note }, expected: { note: shown } },
    {
      where: "where there may be none",
      schema: z.array(z.object({ note: Note.nullable() })),
      value: [{ note }, { note: null }],
      expected: [{ note: shown }, { note: null }],
    },
    { where: "where it may be missing", schema: Note.partial(), value: note, expected: shown },
    { where: "in a record", schema: z.record(z.string(), Note), value: { a: note }, expected: { a: shown } },
    {
      where: "in one of several",
      schema: z.union([z.object({ other: z.int() }), Note]),
      value: note,
      expected: shown,
    },
    {
      where: "in both of two",
      schema: z.intersection(z.object({ id: z.int() }), Note),
      value: note,
      expected: shown,
    },
    { where: "before a transformation", schema: Note.transform((it) => it), value: note, expected: shown },
    { where: "after another schema", schema: z.unknown().pipe(Note), value: note, expected: shown },
    { where: "in what is looked up later", schema: z.lazy(() => Note), value: note, expected: shown },
    {
      where: "with a description",
      schema: z.object({ text: Note.shape.text.describe("said") }),
      value: note,
      expected: shown,
    },
    {
      where: "picked from another",
      schema: Note.pick({ text: true }),
      value: { text: "secret" },
      expected: { text: null },
    },
  ])("$where", ({ schema, value, expected }) => {
    const withhold = compileWithholding(schema);
    expect(withhold?.(value, none)).toEqual(expected);
    expect(withhold?.(value, clinical)).toBe(value);
  });

  it("whole, where it may be missing itself", () => {
    const change = onlyWith("patient:read-clinical", z.object({ from: z.string() }).optional());
    const withhold = compileWithholding(z.object({ text: change, name: z.string() }));
    expect(withhold?.({ text: { from: "secret" }, name: "Ann" }, none)).toEqual({ name: "Ann" });
  });

  it("and the value itself stays as it is", () => {
    compileWithholding(Note)?.(note, none);
    expect(note.text).toBe("secret");
  });

  it("nowhere, where there is none: then there is nothing to do", () => {
    expect(compileWithholding(z.object({ name: z.string(), at: z.array(z.int()) }))).toBeUndefined();
  });
});

describe("a guarded field of an input", () => {
  const limit = compileInputLimit(Note.partial());

  it("is refused of who lacks the permission", async () => {
    const tried = (async () => limit?.({ ...note }, none))();
    expect((await failureOf(tried)).code).toBe("PERMISSION_DENIED");
  });

  it("is passed over where it is null, as it was read", () => {
    const input = { id: 1, text: null };
    limit?.(input, none);
    expect(input).toEqual({ id: 1 });
  });

  it("is taken of who has it", () => {
    const input = { ...note, text: null };
    limit?.(input, clinical);
    expect(input).toEqual({ id: 1, text: null });
  });

  it("is found behind a transformation, too", () => {
    expect(compileInputLimit(Note.transform((value) => value))).toBeDefined();
    expect(compileInputLimit(z.object({ id: z.int() }))).toBeUndefined();
  });
});
