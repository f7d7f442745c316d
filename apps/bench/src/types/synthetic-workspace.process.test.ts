import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeSyntheticWorkspace } from "./synthetic-workspace.ts";
import { checkTypes, programOf } from "./type-check.ts";

it("creates features and modules that compile, and in which a mistake is an error", async () => {
  using workspace = makeSyntheticWorkspace(2);
  const mistake = `import { caretype } from "./client.ts";
export const record = await caretype.feature01.byId.query({ id: 1 });
`;
  writeFileSync(join(workspace.folder, "mistake.ts"), mistake);
  const program = programOf(workspace.root, "apps/console");
  // Only the modules, the client and the router, without the console's own pages.
  const settings = { extends: "./tsconfig.json", include: ["../../packages/client/examples/synthetic"] };
  writeFileSync(join(program.folder, "tsconfig.modules.json"), JSON.stringify(settings));
  const modules = { ...program, arguments: [...program.arguments, "-p", "tsconfig.modules.json"] };
  const checked = checkTypes([modules], 1);
  const told = await checked.catch((error: unknown) => String(error));
  expect(String(told).match(/^.*error TS\d+.*$/gm)).toEqual([
    "../../packages/client/examples/synthetic/mistake.ts(2,61): error TS2322: Type 'number' is not assignable to type 'string'.",
  ]);
});
