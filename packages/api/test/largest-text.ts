import type { z } from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Size = { length: number; parts: number };

/** Assumed length of texts that only a format limits, such as tokens. */
const maxFormatLength = 2_000;
/** Human text may be escaped, such as `\u00e9`. Generated text is unescaped ASCII. */
const maxCharacterLength = ({ format, pattern, isOfProgram }: JsonSchema) =>
  format === undefined && pattern === undefined && isOfProgram !== true ? 6 : 1;
const maxNumberLength = 25;

/** Returns the maximum length of an input's JSON, and its maximum number of members. */
export function largestTextOf(root: JsonSchema): Size {
  const sizeOf = (schema: JsonSchema | boolean | undefined): Size => {
    if (typeof schema !== "object") return { length: maxNumberLength, parts: 1 };
    const definition = schema.$ref?.replace("#/$defs/", "");
    if (definition !== undefined) return sizeOf(root.$defs?.[definition]);
    const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
    if (branches.length > 0) return largest(branches.map(sizeOf));
    if (schema.properties) return sum(Object.entries(schema.properties), sizeOf);
    if (schema.type === "array") {
      const { length, parts } = sizeOf([schema.items ?? true].flat()[0]);
      const most = schema.maxItems ?? 100;
      return { length: most * (length + 1) + 2, parts: most * parts + 1 };
    }
    if (schema.format === "uuid") return { length: 38, parts: 1 };
    if (schema.type !== "string") return { length: maxNumberLength, parts: 1 };
    const letters = schema.maxLength ?? Math.max(0, ...(schema.enum ?? [maxFormatLength]).map(lengthOf));
    return { length: letters * maxCharacterLength(schema) + 2, parts: 1 };
  };
  return sizeOf(root);
}

const ofProgram = (schema: JsonSchema | boolean) => ({ ...Object(schema), isOfProgram: true });

const lengthOf = (choice: unknown) => (typeof choice === "number" ? choice : String(choice).length);

const largest = (sizes: Size[]): Size => ({
  length: Math.max(...sizes.map(({ length }) => length)),
  parts: Math.max(...sizes.map(({ parts }) => parts)),
});

function sum(fields: [string, JsonSchema | boolean][], sizeOf: (schema: JsonSchema | boolean) => Size): Size {
  return fields
    .map(([name, schema]) => ({ name, ...sizeOf(name === "cursor" ? ofProgram(schema) : schema) }))
    .reduce(
      (total, { name, length, parts }) => ({
        length: total.length + name.length + length + 4,
        parts: total.parts + parts,
      }),
      { length: 2, parts: 1 },
    );
}
