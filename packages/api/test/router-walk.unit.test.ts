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
  ...["member.remove", "passkey.remove", "secondFactor.remove"],
  ...["account.update"],
];

describe.each(procedures)("$path", ({ path, meta, guard, type, input, output, hasSubjects }) => {
  it("says who may call it, and what a call costs", () => {
    expect(guard).toBeDefined();
    expect(guard?.cost).toBeGreaterThan(0);
    if (guard?.kind === "protected") expect(permissions).toContain(guard.permission);
  });

  it("has a REST line, or the reason why it has none", () => {
    expect([meta.rest?.line, meta.internal].filter(Boolean)).toHaveLength(1);
    if (!meta.rest) return;
    expect(meta.rest.summary).not.toBe("");
    expect(type === "query").toBe(meta.rest.line.startsWith("GET "));
  });

  it("answers once: what a subscription yields would reach no audit", () => {
    expect(["query", "mutation"]).toContain(type);
  });

  it("checks its output, and says 204 only when there is none", () => {
    expect(output).toBeInstanceOf(z.ZodType);
    if (meta.rest) expect(output === Nothing).toBe(meta.rest.status === 204);
  });

  it("takes the text of every input that it allows, however that is escaped", () => {
    const { bytes, members } = meta.inputBounds ?? ordinaryInput;
    expect(bytes).toBeLessThanOrEqual(largestInput);
    // What comes in parts may be sent in smaller ones; a header of so many long names is none of a table's.
    if (!input || ["import.begin", "import.addPart"].includes(path)) return;
    const { length, parts } = largestTextOf(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }));
    expect(length).toBeLessThan(bytes);
    expect(parts).toBeLessThan(members);
  });

  it("has subjects for the audit, or the reason why it has none", () => {
    if (guard?.kind === "public") return;
    expect([hasSubjects, meta.noSubjects].filter(Boolean)).toHaveLength(1);
  });

  it("refuses unknown fields", () => {
    if (!input) return;
    const issues = input.safeParse({ unknownField: 1 }).error?.issues ?? [];
    expect(issues.some((issue) => issue.code === "unrecognized_keys")).toBe(true);
  });

  it("says what it answers to a version that is stale", () => {
    const takesVersion = Object.keys(inputFieldsOf(input)).includes("expectedVersion");
    if (takesVersion && meta.rest?.status === 204) expect(meta.rest.record).toBeInstanceOf(z.ZodType);
  });

  it("wants the version that is changed or removed", () => {
    if (!/\.(update|remove|removePair|revert)$/.test(path) || versionless.includes(path)) return;
    const { required = [] } = input ? z.toJSONSchema(input, { io: "input" }) : {};
    expect(required).toContain("expectedVersion");
  });

  it("takes every parameter of its path as input", () => {
    if (!meta.rest) return;
    const parameters = [...meta.rest.line.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const { properties = {} } = input ? z.toJSONSchema(input, { io: "input" }) : {};
    for (const parameter of parameters) expect(Object.keys(properties)).toContain(parameter);
  });
});

describe("the router", () => {
  it("has no REST line twice", () => {
    const routes = restLines.map(({ line }) => routeOf(line));
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
  });
});
