import { globSync, readFileSync } from "node:fs";
import { fieldMessages, isFieldMessage, messageOf } from "@caretype/core/kernel/error/field-messages";
import { fieldErrors, inputMessage } from "@caretype/core/kernel/error/input-messages";
import { procedures } from "@caretype/test-api/procedures";
import { describe, expect, it } from "vitest";
import { z } from "zod";

// The console translates only the messages in the list, so schemas must have no others.

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The definition of a schema or check. */
function defOf(part: object): object | undefined {
  const internals: unknown = Reflect.get(part, "_zod");
  const def: unknown = isObject(internals) ? Reflect.get(internals, "def") : undefined;
  return isObject(def) ? def : undefined;
}

/** All schemas and checks within a schema, without duplicates. */
function partsOf(part: unknown, found = new Set<object>()): Set<object> {
  if (!isObject(part) || found.has(part)) return found;
  found.add(part);
  const def = defOf(part);
  const isPlain = Array.isArray(part) || Object.getPrototypeOf(part) === Object.prototype;
  if (def || isPlain) for (const each of Object.values(def ?? part)) partsOf(each, found);
  return found;
}

type CustomError = (issue: object) => unknown;

const errorOf = (part: object): CustomError | undefined => {
  const error: unknown = Reflect.get(defOf(part) ?? {}, "error");
  return typeof error === "function" ? (issue) => Reflect.apply(error, undefined, [issue]) : undefined;
};

const customErrors = [...partsOf(procedures.map(({ input }) => input))].flatMap(
  (part) => errorOf(part) ?? [],
);
const texts = new Set(customErrors.flatMap((error) => [error({}), error({ input: "x", code: "custom" })]));

describe("the list of field messages", () => {
  it("has each message of the schemas", () => {
    expect(texts.size).toBeGreaterThan(20);
    expect([...texts].filter((text) => typeof text !== "string" || !isFieldMessage(text))).toEqual([]);
  });

  it("finds the messages of a schema within others", () => {
    const inner = z.string().refine(() => false, "Nobody translates this");
    const nested = z
      .strictObject({ list: z.array(inner.optional()) })
      .refine(() => false, { error: "Or this" });
    const found = [...partsOf(nested)].flatMap((part) => errorOf(part)?.({}) ?? []);
    expect(found).toEqual(expect.arrayContaining(["Nobody translates this", "Or this"]));
  });

  it("has the messages that checks add themselves, as they add them typed", () => {
    const packages = new URL("../..", import.meta.url);
    const sources = globSync("*/src/**/*.ts", { cwd: packages.pathname });
    const literal = sources
      .filter((file) => !file.endsWith(".test.ts"))
      .filter((file) => {
        const source = readFileSync(new URL(file, packages), "utf8");
        return /(?:addIssue|issues\.push)\([^)]*message: *["'`]/.test(source);
      });
    expect(literal).toEqual([]);
  });

  it("names each message once", () => {
    expect(new Set(fieldMessages).size).toBe(fieldMessages.length);
  });

  it.each(["Required", "Longer than 100,000 characters", "Missing: a, b\nc"])("knows %j", (text) => {
    expect([isFieldMessage(text), messageOf(text)]).toEqual([true, text]);
  });

  it.each(["required", "Longer than  characters and more", "Missing"])("does not know %j", (text) => {
    expect([isFieldMessage(text), messageOf(text)]).toEqual([false, "Not valid"]);
  });
});

describe("the message of an invalid input", () => {
  const value = z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("text"), text: z.string() }),
    z.object({ kind: z.literal("number"), number: z.number() }),
  ]);
  const schema = z.object({ value, names: z.array(z.string()).min(1).max(2) });

  it.each([
    [{ value: { kind: "date" }, names: [] }, "Has to be one of text, number", "Required"],
    [{ value: {}, names: ["a", "b", "c"] }, "Required", "Has to be at most 2 entries"],
  ])("%j says what a kind and a list have to be", (input, kind, names) => {
    const { error } = schema.safeParse(input, { error: inputMessage });
    expect(error && fieldErrors(error)).toEqual({ "value.kind": [kind], names: [names] });
  });
});
