import { appRouter } from "@caretype/api";

// When tsc expands a router's type, it drops the comments of other files. So the descriptions of procedures and fields
// come from the schemas, as for OpenAPI. Here they become the comments that an editor shows.

type Explained = { description?: string };
type JsonSchema = {
  properties?: Record<string, Explained>;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
};
type Parser = { toJSONSchema(options: { io: "input" | "output"; unrepresentable: "any" }): JsonSchema };

const isParser = (value: unknown): value is Parser =>
  typeof value === "object" && value !== null && "toJSONSchema" in value;

/** `input` or `output` → field → description. */
type Comments = Record<string, Record<string, Explained>>;

function fieldsOf(parser: unknown, io: "input" | "output"): Record<string, Explained> {
  if (!isParser(parser)) return {};
  const { $ref = "", $defs = {}, properties } = parser.toJSONSchema({ io, unrepresentable: "any" });
  return properties ?? $defs[$ref.replace("#/$defs/", "")]?.properties ?? {};
}

/**
 * The parts of tRPC's definition that are read here.
 * Its types do not declare the schemas.
 */
type Definition = {
  meta?: { rest?: { summary: string }; summary?: string };
  inputs?: unknown[];
  output?: unknown;
};

function definitionOf(path: string): Definition {
  const procedures: object = appRouter._def.procedures;
  const definition: unknown = Reflect.get(Object(Reflect.get(procedures, path)), "_def");
  if (typeof definition !== "object" || definition === null) throw new Error(`There is no procedure ${path}`);
  return definition;
}

const comment = (indent: string, text: string) => `${indent}/** ${text.replaceAll("*/", "* /")} */\n`;

const feature = /^ {4}(\w+): TRPCBuiltRouter</;
const procedure = /^( {8})(\w+): import\("@trpc\/server"\)\.TRPC\w+Procedure<\{$/;
const part = /^ {12}(input|output): /;
const field = /^( {16})(\w+)\??: /;

/** Adds comments to the procedures, inputs and outputs of a router's type, as tsc writes it. */
export function withComments(router: string): string {
  let [featureName, partName]: [string, string] = ["", ""];
  let comments: Comments = {};
  const write = (line: string): string => {
    featureName = feature.exec(line)?.[1] ?? featureName;
    partName = part.exec(line)?.[1] ?? partName;
    const [, indent = "", name = ""] = procedure.exec(line) ?? [];
    if (name) {
      const { meta, inputs = [], output } = definitionOf(`${featureName}.${name}`);
      comments = { input: fieldsOf(inputs[0], "input"), output: fieldsOf(output, "output") };
      const summary = meta?.rest?.summary ?? meta?.summary;
      return `${summary ? comment(indent, summary) : ""}${line}\n`;
    }
    const [, fieldIndent = "", fieldName = ""] = field.exec(line) ?? [];
    const description = comments[partName]?.[fieldName]?.description;
    return `${description ? comment(fieldIndent, description) : ""}${line}\n`;
  };
  return router.split("\n").map(write).join("").slice(0, -1);
}
