import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Nothing } from "../src/field/schemas.ts";
import { largestInput, ordinaryInput, permissions, type RestLine } from "../src/index.ts";
import { largestTextOf } from "./largest-text.ts";
import { procedures } from "./procedures.ts";

const restLines = procedures.flatMap(({ path, meta }) =>
  meta.rest ? [meta.rest.line, ...meta.rest.also].map((line) => ({ path, line })) : [],
);
/** Two lines that differ in their parameters' names alone are one route. */
const routeOf = (line: RestLine) => line.replaceAll(/\{[^}]+\}/g, "{}");

const inputFieldsOf = (input: z.ZodType | undefined) =>
  input ? (z.toJSONSchema(input, { io: "input" }).properties ?? {}) : {};

/**
 * What they remove has no versions: it is there, or it is not. And the version of an account is not shown: nobody
 * but itself changes its name.
 */
const versionless: readonly string[] = [
  "member.remove",
  "passkey.remove",
  "secondFactor.remove",
  "account.update",
];

const withRest = procedures.flatMap(({ meta, ...procedure }) =>
  meta.rest ? [{ ...procedure, rest: meta.rest }] : [],
);
const withInput = procedures.flatMap(({ input, ...procedure }) => (input ? [{ ...procedure, input }] : []));
/** What comes in parts may be sent in smaller ones; a header of so many long names is none of a table's. */
const sentAtOnce = withInput.filter(({ path }) => !["import.begin", "import.addPart"].includes(path));
const guarded = procedures.filter(({ guard }) => guard?.kind !== "public");
const changing = procedures.filter(
  ({ path }) => /\.(update|remove|removePair|revert)$/.test(path) && !versionless.includes(path),
);
const staleAnswered = withRest.filter(
  ({ input, rest }) => "expectedVersion" in inputFieldsOf(input) && rest.status === 204,
);

describe.each(procedures)("$path", ({ meta, guard, type, output }) => {
  it("says who may call it, and what a call costs", () => {
    expect(guard).toBeDefined();
    expect(guard?.cost).toBeGreaterThan(0);
    if (guard?.kind === "protected") expect(permissions).toContain(guard.permission);
  });

  it("has a REST line, or the reason why it has none", () => {
    expect([meta.rest?.line, meta.internal].filter(Boolean)).toHaveLength(1);
  });

  it("answers once: what a subscription yields would reach no audit", () => {
    expect(["query", "mutation"]).toContain(type);
  });

  it("checks its output, and says 204 only when there is none", () => {
    expect(output).toBeInstanceOf(z.ZodType);
    if (meta.rest) expect(output === Nothing).toBe(meta.rest.status === 204);
  });
});

describe("a procedure with a REST line", () => {
  it.each(withRest)("$path: is read with GET, and summarised", ({ type, rest }) => {
    expect(rest.summary).not.toBe("");
    expect(type === "query").toBe(rest.line.startsWith("GET "));
  });

  it.each(withRest)("$path: takes every parameter of its path as input", ({ input, rest }) => {
    const parameters = [...rest.line.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(inputFieldsOf(input))).toEqual(expect.arrayContaining(parameters));
  });
});

describe("a procedure with an input", () => {
  it.each(sentAtOnce)("$path: takes the text of all that it allows, however that is escaped", (procedure) => {
    const { bytes, members } = procedure.meta.inputBounds ?? ordinaryInput;
    const schema = z.toJSONSchema(procedure.input, { io: "input", unrepresentable: "any" });
    const { length, parts } = largestTextOf(schema);
    expect(length).toBeLessThan(bytes);
    expect(parts).toBeLessThan(members);
  });

  it.each(procedures)("$path: says no larger bound than there is", ({ meta }) => {
    expect((meta.inputBounds ?? ordinaryInput).bytes).toBeLessThanOrEqual(largestInput);
  });

  it.each(withInput)("$path: refuses unknown fields", ({ input }) => {
    const issues = input.safeParse({ unknownField: 1 }).error?.issues ?? [];
    expect(issues.some((issue) => issue.code === "unrecognized_keys")).toBe(true);
  });

  it.each(staleAnswered)("$path: says what it answers to a version that is stale", ({ rest }) => {
    expect(rest.record).toBeInstanceOf(z.ZodType);
  });

  it.each(changing)("$path: wants the version that is changed or removed", ({ input }) => {
    const { required = [] } = input ? z.toJSONSchema(input, { io: "input" }) : {};
    expect(required).toContain("expectedVersion");
  });
});

describe("a procedure that needs a permission", () => {
  it.each(guarded)("$path: has subjects for the audit, or the reason why it has none", (procedure) => {
    expect([procedure.hasSubjects, procedure.meta.noSubjects].filter(Boolean)).toHaveLength(1);
  });
});

describe("the router", () => {
  it("has no REST line twice", () => {
    const routes = restLines.map(({ line }) => routeOf(line));
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
  });
});
