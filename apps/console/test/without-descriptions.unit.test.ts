import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { withoutCalls } from "../without-descriptions.ts";

test("the console's scripts have the schemas without their descriptions", async () => {
  const url = new URL("../../../packages/api/src/people/patient/schema.ts", import.meta.url);
  const source = await readFile(url, "utf8");
  expect(source.match(/\.describe\(/g)?.length).toBeGreaterThan(20);
  const kept = withoutCalls(source, fileURLToPath(url));
  expect(kept).not.toContain("describe(");
  expect(kept).toContain("export const ListPatients");
});

test("a description may have parentheses, and another one within", () => {
  const source =
    'const a = z.string().describe("(" + b.describe(")").description).min(1), c = d.describe(e());';
  expect(withoutCalls(source, "a.ts")).toBe("const a = z.string().min(1), c = d;");
});
