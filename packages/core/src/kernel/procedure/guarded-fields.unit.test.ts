import { failureOf } from "@caretype/test-api/failure";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Permission } from "../permissions/permissions.ts";
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
      where: "in a nullable object",
      schema: z.array(z.object({ note: Note.nullable() })),
      value: [{ note }, { note: null }],
      expected: [{ note: shown }, { note: null }],
    },
    { where: "in an optional field", schema: Note.partial(), value: note, expected: shown },
    { where: "in a record", schema: z.record(z.string(), Note), value: { a: note }, expected: { a: shown } },
    {
      where: "in a union",
      schema: z.union([z.object({ other: z.int() }), Note]),
      value: note,
      expected: shown,
    },
    {
      where: "in an intersection",
      schema: z.intersection(z.object({ id: z.int() }), Note),
      value: note,
      expected: shown,
    },
    { where: "before a transformation", schema: Note.transform((it) => it), value: note, expected: shown },
    { where: "after another schema", schema: z.unknown().pipe(Note), value: note, expected: shown },
    { where: "in a lazy schema", schema: z.lazy(() => Note), value: note, expected: shown },
    {
      where: "with a description",
      schema: z.object({ text: Note.shape.text.describe("said") }),
      value: note,
      expected: shown,
    },
    {
      where: "in a picked schema",
      schema: Note.pick({ text: true }),
      value: { text: "secret" },
      expected: { text: null },
    },
  ])("$where", ({ schema, value, expected }) => {
    const withhold = compileWithholding(schema);
    expect(withhold?.(value, none)).toEqual(expected);
    expect(withhold?.(value, clinical)).toBe(value);
  });

  it("entirely if it is optional itself", () => {
    const change = onlyWith("patient:read-clinical", z.object({ from: z.string() }).optional());
    const withhold = compileWithholding(z.object({ text: change, name: z.string() }));
    expect(withhold?.({ text: { from: "secret" }, name: "Ann" }, none)).toEqual({ name: "Ann" });
  });

  it("without changing the original value", () => {
    compileWithholding(Note)?.(note, none);
    expect(note.text).toBe("secret");
  });

  it("without any work if the schema has none", () => {
    expect(compileWithholding(z.object({ name: z.string(), at: z.array(z.int()) }))).toBeUndefined();
  });
});

describe("a guarded field of an input", () => {
  const limit = compileInputLimit(Note.partial());

  it("is refused without the permission", async () => {
    const tried = (async () => limit?.({ ...note }, none))();
    expect((await failureOf(tried)).code).toBe("PERMISSION_DENIED");
  });

  it("is ignored if null", () => {
    const input = { id: 1, text: null };
    limit?.(input, none);
    expect(input).toEqual({ id: 1 });
  });

  it("is accepted with the permission", () => {
    const input = { ...note, text: null };
    limit?.(input, clinical);
    expect(input).toEqual({ id: 1, text: null });
  });

  it("is found behind a transformation", () => {
    expect(compileInputLimit(Note.transform((value) => value))).toBeDefined();
    expect(compileInputLimit(z.object({ id: z.int() }))).toBeUndefined();
  });
});
