import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { breaksText, checkContract, currentContract, unnamedBreaks } from "../src/contract/check-contract.ts";
import { breaksBetween } from "../src/contract/compare-contracts.ts";
import { contractOf } from "../src/contract/contract.ts";

describe("the contract of this version", () => {
  it("breaks no client of the latest release, unless the changelog names it", () => {
    expect(checkContract()).toMatch(/^Clients of \d+\.\d+\.\d+ still work\./);
  });

  it("would be refused without a procedure that clients call", () => {
    const { procedures, ...contract } = currentContract();
    const { "patient.byId": _gone, ...others } = procedures;
    expect(() => checkContract({ ...contract, procedures: others })).toThrow(
      "- `patient.byId`: the procedure is gone",
    );
  });
});

const Toy = z
  .object({
    id: z.string(),
    born: z.iso.date(),
    kind: z.enum(["cat", "dog"]),
    weight: z.number().nullable(),
    tags: z.array(z.object({ label: z.string() })),
  })
  .meta({ id: "Toy" });

const input = {
  q: z.string().max(100).optional(),
  kind: z.enum(["cat", "dog"]).optional(),
  from: z.string().optional(),
  tags: z.array(z.string()).optional(),
};

type Given = { input?: z.ZodType; output?: z.ZodType; line?: "GET /toys" | "GET /toys/all" };

const contractWith = ({
  input: given = z.strictObject(input),
  output = z.object({ items: z.array(Toy) }),
  line = "GET /toys",
}: Given = {}) =>
  contractOf(
    router({
      toy: router({
        list: protectedProcedure("patient:read", { describes: "Read a toy" })
          .rest(line, "List")
          .input(given)
          .output(output)
          .query(() => JSON.parse("{}")),
      }),
    }),
    "1.0.0",
  );

const breaksWith = (given: Given) =>
  breaksBetween(contractWith(), contractWith(given)).map(({ address, message }) => `${address}: ${message}`);
const withInput = (changes: z.ZodRawShape) => breaksWith({ input: z.strictObject({ ...input, ...changes }) });
const withOutput = (changes: z.ZodRawShape) =>
  breaksWith({
    output: z.object({ items: z.array(z.object({ ...Toy.shape, ...changes }).meta({ id: "Toy" })) }),
  });

describe("breaking changes of an input", () => {
  const { kind: _kind, ...withoutKind } = input;

  it.each<[string, string[], string[]]>([
    [
      "a removed field",
      breaksWith({ input: z.strictObject(withoutKind) }),
      ["toy.list.input.kind: is no longer taken"],
    ],
    [
      "a removed value",
      withInput({ kind: z.enum(["cat"]).optional() }),
      [`toy.list.input.kind: the value "dog" is no longer taken`],
    ],
    ["a new required field", withInput({ age: z.int() }), ["toy.list.input.age: is required now"]],
    ["a field that becomes required", withInput({ q: z.string() }), ["toy.list.input.q: is required now"]],
    [
      "another type",
      withInput({ q: z.number().optional() }),
      ["toy.list.input.q: may no longer be string, only number is known"],
    ],
    [
      "a shorter limit",
      withInput({ q: z.string().max(50).optional() }),
      ["toy.list.input.q: its maxLength is narrower: 50"],
    ],
    [
      "a format",
      withInput({ from: z.iso.date().optional() }),
      [expect.stringMatching(/^toy\.list\.input\.from: its format was any, and is date/)],
    ],
    [
      "other items of a list",
      withInput({ tags: z.array(z.int()).optional() }),
      [expect.stringMatching(/^toy\.list\.input\.tags\[\]: may no longer be string/)],
    ],
  ])("%s", (_, breaks, expected) => {
    expect(breaks).toEqual(expect.arrayContaining(expected));
    expect(breaks.length).toBeGreaterThanOrEqual(expected.length);
  });

  it("are none if it takes more", () => {
    const more = withInput({
      q: z.string().max(200).nullable().optional(),
      kind: z.enum(["cat", "dog", "owl"]).optional(),
      age: z.int().optional(),
      id: z.int().default(1),
    });
    expect(more).toEqual([]);
  });
});

describe("breaking changes of an output", () => {
  const { born: _born, ...withoutBorn } = Toy.shape;

  it.each<[string, string[], string]>([
    [
      "a removed field",
      breaksWith({ output: z.object({ items: z.array(z.object(withoutBorn).meta({ id: "Toy" })) }) }),
      "Toy.output.born: is no longer answered",
    ],
    ["an optional field", withOutput({ id: z.string().optional() }), "Toy.output.id: may be missing now"],
    [
      "a field that may be null",
      withOutput({ id: z.string().nullable() }),
      "Toy.output.id: may now be null, only string is known",
    ],
    [
      "another format",
      withOutput({ born: z.iso.datetime() }),
      "Toy.output.born: its format was date, and is date-time",
    ],
    ["any text for a value", withOutput({ kind: z.string() }), "Toy.output.kind: may be any value now"],
    [
      "a field within a list",
      withOutput({ tags: z.array(z.object({ text: z.string() })) }),
      "Toy.output.tags[].label: is no longer answered",
    ],
    [
      "another name of the record, with another field",
      breaksWith({
        output: z.object({ items: z.array(z.object({ id: z.string() }).meta({ id: "NewToy" })) }),
      }),
      "toy.list.output.items[].born: is no longer answered",
    ],
  ])("%s", (_, breaks, expected) => {
    expect(breaks).toContain(expected);
  });

  it("are none for more fields, more values, fewer nulls and another name", () => {
    const more = {
      ...Toy.shape,
      weight: z.number(),
      colour: z.string(),
      kind: z.enum(["cat", "dog", "owl"]),
    };
    const output = z.object({ items: z.array(z.object(more).meta({ id: "NewToy" })), next: z.string() });
    expect(breaksWith({ output })).toEqual([]);
  });
});

describe("breaking changes of a call", () => {
  it("are a removed procedure, and a removed REST line", () => {
    expect(breaksBetween(contractWith(), contractOf(router({}), "1.0.0"))).toEqual([
      { address: "toy.list", message: "the procedure is gone" },
    ]);
    expect(breaksWith({ line: "GET /toys/all" })).toEqual(["toy.list: GET /toys is gone"]);
  });
});

describe("the changelog", () => {
  const breaks = [
    { address: "toy.list.input.q", message: "is required now" },
    { address: "Toy.output.born", message: "is no longer answered" },
  ];
  const changelog = (unreleased: string) =>
    `# Changelog\n\n## Unreleased\n\n${unreleased}\n\n## 0.1.0\n\n### Breaking changes\n\n- \`Toy.output.born\`\n`;

  it("accepts what it names under the breaking changes of this version", () => {
    const text = changelog(
      "### Breaking changes\n\n- `toy.list.input.q`: is required now\n\n### Added\n\n- More",
    );
    expect(unnamedBreaks(breaks, text)).toEqual(breaks.slice(1));
    expect(unnamedBreaks(breaks, changelog("### Added\n\n- `toy.list.input.q`"))).toEqual(breaks);
  });

  it("can take over the lines of the refusal", () => {
    const lines = breaksText(breaks, "0.1.0");
    expect(lines).toContain("- `toy.list.input.q`: is required now\n");
    expect(unnamedBreaks(breaks, changelog(`### Breaking changes\n\n${lines}`))).toEqual([]);
  });
});
