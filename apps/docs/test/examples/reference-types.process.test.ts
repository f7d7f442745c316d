import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as client from "@caretype/client";
import { afterAll, expect, it } from "vitest";
import { exampleInput, placeholderName, typedExample } from "../../src/reference/examples.ts";
import { referenceProcedures } from "../../src/reference/procedures.ts";
import { createProject } from "./user-project.ts";

// Type-checks the reference's TypeScript examples, all in one file. Another test runs them.

type Example = { path: string; code: string; placeholders: ReadonlySet<string> };

/** `patientId`, `doctorId` and so on have a type each. */
const idNames = Object.keys(client).filter((name) => /[a-z]Id$/.test(name) && name !== "anyId");

/** Returns the type of a placeholder: `otherPatientId` is a `PatientId`. Other ids are strings. */
function typeOf(name: string, procedure: string): string {
  const [id] = idNames
    .filter((idName) => name.toLowerCase().endsWith(idName.toLowerCase()))
    .sort((one, other) => other.length - one.length);
  if (id) return `client.${id.slice(0, 1).toUpperCase()}${id.slice(1)}`;
  const [feature, own] = procedure.split(".");
  return name === "response" ? `client.RouterInputs["${feature}"]["${own}"]["response"]` : "string";
}

function addPlaceholders(value: unknown, names: Set<string>): Set<string> {
  const name = placeholderName(value);
  if (name !== null) names.add(name);
  else if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) addPlaceholders(part, names);
  return names;
}

const examples: Example[] = [];
for (const procedure of referenceProcedures()) {
  const input = await exampleInput(procedure.path);
  const code = typedExample(procedure, input);
  if (code) examples.push({ path: procedure.path, code, placeholders: addPlaceholders(input, new Set()) });
}

/** The compiler must reject these: an unknown field, an invalid value, and another record's id. */
const wrong: Example[] = [
  ["patient.list", "await caretype.patient.list.query({ nickname: 'Jo' });"],
  ["patient.create", "await caretype.patient.create.mutate({ name: 'Jane Roe', gender: 'F' });"],
  ["patient.byId", "await caretype.patient.byId.query({ id: doctorId });"],
].map(([named = "", code = ""]) => ({ path: `wrong ${named}`, code, placeholders: new Set(["doctorId"]) }));

const project = await createProject(null, []);
afterAll(() => project[Symbol.asyncDispose]());

async function typeErrors(): Promise<Map<string, string[]>> {
  const lines = ['import type * as client from "@caretype/client";', "export const examples = {"];
  const starts: { line: number; path: string }[] = [];
  for (const { path: named, code, placeholders } of [...examples, ...wrong]) {
    starts.unshift({ line: lines.length + 1, path: named });
    const values = [...placeholders].map((name) => `, ${name}: ${typeOf(name, named)}`);
    lines.push(`  "${named}": async (caretype: client.Client${values.join("")}) => {`);
    lines.push(...code.split("\n"), "  },");
  }
  await writeFile(path.join(project.folder, "examples.ts"), [...lines, "};"].join("\n"));
  const compilerOptions = {
    target: "ES2023",
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    module: "ESNext",
    moduleResolution: "bundler",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
  };
  const settings = { compilerOptions, files: ["examples.ts"] };
  await writeFile(path.join(project.folder, "tsconfig.json"), JSON.stringify(settings));
  const found = new Map<string, string[]>();
  for (const error of await project.typeErrors()) {
    const line = Number(/^examples\.ts\((\d+),/.exec(error)?.[1]);
    const { path: named = "" } = starts.find((start) => start.line <= line) ?? {};
    found.set(named, [...(found.get(named) ?? []), error]);
  }
  return found;
}

const errors = await typeErrors();

it.each(examples)("the example of $path compiles", ({ path: named }) => {
  expect(errors.get(named) ?? []).toEqual([]);
});

it("has no errors outside of the examples", () => {
  expect(examples.length).toBeGreaterThan(200);
  expect(errors.get("") ?? []).toEqual([]);
});

it.each(wrong)("an example with a mistake does not compile: $path", ({ path: named }) => {
  expect(errors.get(named)).toEqual([expect.stringMatching(/TS2(?:322|353)/)]);
});
