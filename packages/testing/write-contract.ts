import { globSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { contract } from "./src/mock/contract.ts";

const packages = join(import.meta.dirname, "..");

/** The location of each exported schema. These files are pure. */
async function exportedSchemas(): Promise<Map<unknown, { file: string; name: string }>> {
  const found = new Map<unknown, { file: string; name: string }>();
  for (const file of globSync("*/src/**/schema.ts", { cwd: packages }).map((each) => join(packages, each))) {
    const exported: object = await import(file);
    for (const [name, value] of Object.entries(exported)) found.set(value, { file, name });
  }
  return found;
}

/** JSON Schema covers all rules of an unnamed input, such as that of each history. */
export const asShape = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any", target: "openapi-3.0" });

/** Returns the paths whose input has only a JSON Schema. */
export async function onlyByShape(): Promise<string[]> {
  const exported = await exportedSchemas();
  return Object.entries(contract.inputs).flatMap(([path, schema]) => (exported.has(schema) ? [] : [path]));
}

/** Returns the contract as a module, which imports the schemas. */
export async function writeContract(): Promise<string> {
  const exported = await exportedSchemas();
  const { inputs, ...data } = contract;
  const written = Object.entries(inputs).map(([path, schema], at) => {
    const { file, name } = exported.get(schema) ?? {};
    const shape = () =>
      `z.fromJSONSchema(${JSON.stringify(asShape(schema))}, { defaultTarget: "openapi-3.0" })`;
    return {
      head: file === undefined ? "" : `import { ${name} as input${at} } from ${JSON.stringify(file)};`,
      entry: `${JSON.stringify(path)}: ${file === undefined ? shape() : `input${at}`}`,
    };
  });
  return [
    'import { z } from "zod";',
    ...written.map(({ head }) => head),
    `const inputs = { ${written.map(({ entry }) => entry).join(", ")} };`,
    `export const contract = { ...${JSON.stringify(data)}, inputs };`,
  ].join("\n");
}
