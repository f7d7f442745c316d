import { completionsOf } from "@caretype/cli/completions";
import { databaseGroups, features, kebabCase } from "@caretype/cli/feature-names";
import { procedureDefinitions } from "@caretype/cli/procedure-definitions";
import { addProcedures, registerRemoteCommands } from "@caretype/cli/remote-commands";
import { serverCommands } from "@caretype/cli/server-commands";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { createProgram } from "../src/command-line.ts";

const program = createProgram();
const own = program.commands.map((command) => command.name());
registerRemoteCommands(program);
for (const { group } of features) {
  await addProcedures(program, [group]);
  await addProcedures(program, ["api", group]);
}

test("the program says its version", async () => {
  const output: string[] = [];
  const fresh = createProgram()
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.push(text) });
  await expect(fresh.parseAsync(["--version"], { from: "user" })).rejects.toMatchObject({ exitCode: 0 });
  expect(output).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});

test("each procedure has a command, beside those that have the same name", () => {
  const named = (path: string[]) =>
    path.reduce<Command | undefined>(
      (command, word) => command?.commands.find((child) => child.name() === word),
      program,
    );
  for (const { feature, name } of features.flatMap((each) => procedureDefinitions(each.name)))
    expect(named(["api", kebabCase(feature), kebabCase(name)])?.description()).toBeTruthy();
  expect(named(["patient", "list"])?.description()).toBe("List the practice's patients, newest first");
  expect(named(["api", "import", "list"])?.description()).toBe("List the practice's imports, newest first");
  expect(named(["import", "list"])?.description()).toBe(
    "List the imports of the account's practice, newest first",
  );
  expect(named(["audit"])?.commands.map((child) => child.name())).toEqual([
    "seal",
    "head",
    "verify",
    "archive",
    "search",
  ]);
  expect(named(["practice"])?.commands.map((child) => child.name())).toEqual(["create"]);
});

test("the published command line knows which commands only this one has", () => {
  expect(own).toEqual(serverCommands);
  expect(databaseGroups).toEqual(["audit", "codes", "import", "practice"]);
});

test("the server's own commands are completed, too", () => {
  const words = (...typed: string[]) => completionsOf(program, typed).map(({ word }) => word);
  expect(words("import", "s")).toEqual(["synthea"]);
  expect(words("")).toContain("serve");
});
