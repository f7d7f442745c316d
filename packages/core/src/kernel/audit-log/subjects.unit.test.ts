import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ActorId, Id } from "../field/ids.ts";
import { Nothing, pageOf } from "../field/schemas.ts";
import { compileProcedureSubjects } from "./subjects.ts";

const ids = Array.from({ length: 6 }, (_, index) => `0198c0de-0000-7000-8000-00000000000${index}`);
const [one = "", two = "", three = "", four = ""] = ids;

function subjectsIn(output: z.ZodType, value: unknown) {
  return [...compileProcedureSubjects({ inputs: [], output }).of(undefined, value)];
}

const Row = z.object({ id: Id, name: z.string(), createdBy: ActorId, nextId: Id.nullable().optional() });

describe("the subjects of a value", () => {
  it("are its distinct ids, except actors", () => {
    expect(subjectsIn(Row, { id: one, name: two, createdBy: three, nextId: null })).toEqual([one]);
    expect(subjectsIn(Row, { id: one, name: "x", createdBy: one, nextId: two })).toEqual([one, two]);
    const page = {
      items: [one, two, one].map((id) => ({ id, name: "x", createdBy: three })),
      nextCursor: four,
    };
    expect(subjectsIn(pageOf(Row), page)).toEqual([one, two]);
  });

  it.each([
    ["a default", z.object({ id: Id.optional() }).prefault({}), { id: one }],
    ["a refinement", z.strictObject({ id: Id }).refine(() => true), { id: one }],
    ["an id with metadata", z.object({ id: Id.meta({ title: "x" }) }), { id: one }],
    ["an id of another schema", z.object({ id: z.uuid() }), { id: one }],
    ["an array of ids", z.array(Id), [one]],
    ["a record", z.record(z.string(), Id), { any: one }],
    ["an intersection", z.intersection(z.object({ id: Id }), z.object({ name: z.string() })), { id: one }],
    ["a union", z.union([z.object({ number: z.int() }), z.object({ id: Id })]), { id: one }],
    ["a transformation", z.object({ id: Id }).transform((value) => value), { id: one }],
    ["a preprocessor", z.preprocess((value) => value, z.object({ id: Id })), { id: one }],
    [
      "any depth",
      z.object({ a: z.array(z.object({ b: Row.nullable() })) }),
      { a: [{ b: { id: one } }, { b: null }] },
    ],
  ])("are found in %s", (_, schema, value) => {
    expect(subjectsIn(schema, value)).toEqual([one]);
  });

  it("exclude texts of other union members", () => {
    const Either = z.union([z.object({ key: Id }), z.object({ key: z.string() })]);
    expect(subjectsIn(Either, { key: "no id" })).toEqual([]);
    expect(subjectsIn(Either, { key: one })).toEqual([one]);
  });

  it("include those of input and output", () => {
    const subjects = compileProcedureSubjects({ inputs: [z.strictObject({ id: Id })], output: Row });
    expect([...subjects.of({ id: one }, { id: two })]).toEqual([one, two]);
    expect([...subjects.of({ id: one }, undefined)]).toEqual([one]);
    expect([...subjects.of(undefined, undefined)]).toEqual([]);
  });

  it("are empty if no schema has an id", () => {
    const { areAny } = compileProcedureSubjects({
      inputs: [z.strictObject({ text: z.string().trim(), by: ActorId.optional() }).prefault({ text: "" })],
      output: Nothing,
    });
    expect(areAny).toBe(false);
  });

  it("are found in a recursive schema", () => {
    const Tree = z.object({
      id: Id,
      get parents() {
        return z.array(Tree);
      },
    });
    const tree = { id: one, parents: [{ id: two, parents: [{ id: three, parents: [] }] }] };
    expect(subjectsIn(Tree, tree)).toEqual([one, two, three]);
    expect(
      subjectsIn(
        z.lazy(() => z.array(Tree)),
        [tree],
      ),
    ).toEqual([one, two, three]);
    expect(subjectsIn(z.json(), { any: ["text", null] })).toEqual([]);
  });

  it("are never missed: an unknown schema is rejected", () => {
    expect(() => subjectsIn(z.object({ all: z.map(z.string(), Id) }), {})).toThrow('schemas of kind "map"');
    expect(() => compileProcedureSubjects({ inputs: [(raw: unknown) => raw] })).toThrow("zod schemas");
  });
});
