import { Nothing } from "@caretype/core/kernel/field/schemas";
import { inputFields, procedures } from "@caretype/test-api/procedures";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { maxInputBytes, ordinaryInput, permissions, type RestLine } from "../src/index.ts";
import { largestTextOf } from "./largest-text.ts";

const restLines = procedures.flatMap(({ path, meta }) =>
  meta.rest ? [meta.rest.line, ...meta.rest.also].map((line) => ({ path, line })) : [],
);
/** Routes that differ only in parameter names are the same. */
const routeOf = (line: RestLine) => line.replaceAll(/\{[^}]+\}/g, "{}");

const inputFieldsOf = (input: z.ZodType | undefined) =>
  input ? (z.toJSONSchema(input, { io: "input" }).properties ?? {}) : {};

/** Procedures for records without a public version. An account has none, because only its owner can change it. */
const versionless: readonly string[] = [
  "member.remove",
  "passkey.remove",
  "secondFactor.remove",
  "account.update",
  "sampleData.remove",
  "waitlist.remove",
];

const withRest = procedures.flatMap(({ meta, ...procedure }) =>
  meta.rest ? [{ ...procedure, rest: meta.rest }] : [],
);
const withInput = procedures.flatMap(({ input, ...procedure }) => (input ? [{ ...procedure, input }] : []));
/** Excludes uploads: parts can be smaller, and real tables have no headers of the maximum size. */
const sentAtOnce = withInput.filter(
  ({ path }) => !["import.begin", "import.addPart", "codes.addConcepts"].includes(path),
);
const pages = procedures.flatMap(({ path, output }) => {
  const page = output && z.toJSONSchema(output, { unrepresentable: "any" });
  return page?.properties?.items ? [{ path, page }] : [];
});
const guarded = procedures.filter(({ guard }) => guard?.kind !== "public");
const changing = procedures.filter(
  ({ path }) => /\.(update|remove|removePair|revert)$/.test(path) && !versionless.includes(path),
);
const staleAnswered = withRest.filter(
  ({ input, rest }) => "expectedVersion" in inputFieldsOf(input) && rest.status === 204,
);

describe.each(procedures)("$path", ({ meta, guard, type, output }) => {
  it("has a guard and a cost", () => {
    expect(guard).toBeDefined();
    expect(guard?.cost).toBeGreaterThan(0);
    if (guard?.kind === "protected") expect(permissions).toContain(guard.permission);
  });

  it("is replaced by another procedure, if it is deprecated", () => {
    const { use } = meta.deprecation ?? {};
    expect([...procedures.map(({ path }) => path), undefined]).toContain(use);
  });

  it("has a REST line, or a reason why not", () => {
    const mend = 'Add .rest("GET /things/{id}", "Read one thing"), or .meta(internal("why"))';
    expect([meta.rest?.line, meta.internal].filter(Boolean), mend).toHaveLength(1);
  });

  it("is not a subscription, whose values would bypass the audit", () => {
    expect(["query", "mutation"]).toContain(type);
  });

  it("validates its output, and answers 204 only without one", () => {
    expect(output, "Add .output(its schema) before the body").toBeInstanceOf(z.ZodType);
    const mend = "Add .output(Nothing) to a REST line with { status: 204 }, and to no other";
    if (meta.rest) expect(output === Nothing, mend).toBe(meta.rest.status === 204);
  });
});

describe("a page", () => {
  it.each(pages)(
    "$path: has no optional field beside its items, which would then be parsed twice",
    ({ page }) => {
      expect(page.required).toEqual(Object.keys(page.properties ?? {}));
    },
  );
});

describe("a procedure with a REST line", () => {
  it.each(withRest)("$path: uses GET exactly for queries, and has a summary", ({ type, rest }) => {
    expect(rest.summary).not.toBe("");
    expect(type === "query").toBe(rest.line.startsWith("GET "));
  });

  it.each(withRest)("$path: has an input field for each path parameter", ({ input, rest }) => {
    const parameters = [...rest.line.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(inputFieldsOf(input))).toEqual(expect.arrayContaining(parameters));
  });
});

describe("a procedure with an input", () => {
  it.each(sentAtOnce)("$path: accepts the largest valid input, however escaped", (procedure) => {
    const { bytes, members } = procedure.meta.inputBounds ?? ordinaryInput;
    const schema = z.toJSONSchema(procedure.input, { io: "input", unrepresentable: "any" });
    const { length, parts } = largestTextOf(schema);
    expect(length).toBeLessThan(bytes);
    expect(parts).toBeLessThan(members);
  });

  it.each(procedures)("$path: has no limit above the maximum", ({ meta }) => {
    expect((meta.inputBounds ?? ordinaryInput).bytes).toBeLessThanOrEqual(maxInputBytes);
  });

  it.each(withInput)("$path: rejects unknown fields", ({ input }) => {
    const issues = input.safeParse({ unknownField: 1 }).error?.issues ?? [];
    expect(issues.some((issue) => issue.code === "unrecognized_keys")).toBe(true);
  });

  it.each(staleAnswered)("$path: declares the record of a stale version", ({ rest }) => {
    expect(rest.record).toBeInstanceOf(z.ZodType);
  });

  it.each(changing)("$path: requires the expected version", ({ input }) => {
    const { required = [] } = input ? z.toJSONSchema(input, { io: "input" }) : {};
    expect(required).toContain("expectedVersion");
  });
});

describe("a procedure that needs a permission", () => {
  it.each(guarded)("$path: has subjects for the audit, or a reason why not", (procedure) => {
    const mend = 'Return an id or take one, or add .meta(noSubjects("why"))';
    expect([procedure.hasSubjects, procedure.meta.noSubjects].filter(Boolean), mend).toHaveLength(1);
  });
});

/** Existing sessions work without Redis. Their secrets are too long to guess. */
const goOnWithoutRedis = ["account.refresh", "account.logout", "passkey.register"];
const secretNames = ["code", "challenge", "currentPassword", "password", "refresh", "token"];
/** In other features, `code` is a clinical code. */
const ofAccounts = procedures.filter(
  ({ guard }) => guard?.kind !== "protected" || guard.permission === "account:self",
);
const withSecret = ofAccounts.filter((procedure) =>
  secretNames.some((name) => name in inputFields(procedure)),
);

describe("a procedure whose input has a secret", () => {
  it.each(withSecret)(
    "$path: is refused while the servers cannot count its callers together",
    (procedure) => {
      expect(procedure.guard?.checksSecret).toBe(!goOnWithoutRedis.includes(procedure.path));
    },
  );

  it("is found by the names of its fields", () => {
    const found = new Set(withSecret.map(({ path }) => path));
    const others = procedures.filter(({ path, guard }) => guard?.checksSecret && !found.has(path));
    expect(others.map(({ path }) => path)).toEqual([]);
  });
});

describe("the router", () => {
  it("has no duplicate REST line", () => {
    const routes = restLines.map(({ line }) => routeOf(line));
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
  });
});
