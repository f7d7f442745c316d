import { join } from "node:path";
import { repository } from "@caretype/dev/copy-workspace";
import ts from "typescript-6";
import { expect, it } from "vitest";

// Simulates a completion: an editor asks for one expression's type in a changed file. TypeScript 6 reports how many
// types it instantiated. The count is the same on every machine.

const probe = join(repository, "packages/client/src/probe.ts");

function programWith(text: string): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2024,
    lib: ["lib.es2024.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, version, ...rest) =>
    file === probe ? ts.createSourceFile(file, text, version) : getSourceFile(file, version, ...rest);
  return ts.createProgram({ rootNames: [probe], options, host });
}

it("a completion in one feature instantiates no types of other features", () => {
  const features = ["practice", "patient", "doctor", "assignment"];
  const lines = features.map((name) => `declare const ${name}: Client["${name}"];`);
  const program = programWith(`import type { Client } from "./client.ts";\n${lines.join("\n")}`);
  const checker = program.getTypeChecker();
  const statements = program.getSourceFile(probe)?.statements ?? [];
  const counts = statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    const types = statement.declarationList.declarations.map(({ name }) => checker.getTypeAtLocation(name));
    expect(types.flatMap((type) => checker.getPropertiesOfType(type))).not.toEqual([]);
    return program.getInstantiationCount();
  });
  const [one = 0, all = 0] = [counts.at(0), counts.at(-1)];
  expect(counts).toHaveLength(features.length);
  expect(one).toBeGreaterThan(100);
  expect(one).toBeLessThan(all / 3);
});
