import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { withExamples } from "../src/openapi/examples.ts";
import { document } from "./openapi-document.ts";

const { schemas } = document.components;

test("every schema has an example, which is valid", () => {
  const ajv = formats.default(
    new Ajv2020({ strict: false, allErrors: true, inlineRefs: false, logger: false }),
  );
  ajv.addSchema({ $id: "document", components: { schemas } });
  const problems = Object.entries(schemas).flatMap(([name, { examples }]) => {
    if (!Array.isArray(examples) || examples.length === 0) return [`${name} has no example`];
    const validate = ajv.compile({ $ref: `document#/components/schemas/${name}` });
    // A field without a generic example, such as one with a pattern, needs a value of its own.
    return examples.flatMap((example) =>
      validate(example)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`),
    );
  });
  expect(problems).toEqual([]);
});

test("examples look like records", () => {
  expect(schemas.Patient?.examples).toEqual([
    expect.objectContaining({ name: "Jane Roe", age: 41, gender: "female", date_of_birth: "1984-05-17" }),
  ]);
  expect(schemas.Room?.examples).toEqual([expect.objectContaining({ name: "Room 1" })]);
  expect(schemas.PatientCreateInput?.examples).toEqual([
    { name: "Jane Roe", gender: "female", date_of_birth: "1984-05-17" },
  ]);
});

test("a field's own example goes before all others, and only the whole keeps it", () => {
  const field = { type: "string" as const, description: "A toy", examples: ["Teddy"] };
  const { Toy } = withExamples({
    Toy: { type: "object", properties: { name: field, examples: { type: "integer" } }, required: ["name"] },
  });
  expect(Toy).toEqual({
    type: "object",
    properties: { name: { type: "string", description: "A toy" }, examples: { type: "integer" } },
    required: ["name"],
    examples: [{ name: "Teddy" }],
  });
});

test("an example within another is brief: its own schema shows the whole", () => {
  const { Box } = withExamples({
    Toy: {
      type: "object",
      properties: {
        name: { type: "string", examples: ["Teddy"] },
        note: { type: ["string", "null"], examples: ["Soft"] },
        parts: { type: "array", items: { type: "string" } },
      },
      required: ["name", "note", "parts"],
    },
    Box: {
      type: "object",
      properties: { toys: { type: "array", items: { $ref: "#/components/schemas/Toy" } } },
      required: ["toys"],
    },
  });
  expect(Box).toMatchObject({ examples: [{ toys: [{ name: "Teddy", note: null, parts: [] }] }] });
});
