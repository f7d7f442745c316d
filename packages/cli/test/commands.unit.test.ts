import { appRouter } from "@caretype/api";
import type { Command } from "commander";
import { describe, expect, it, vi } from "vitest";
import { createProgram } from "../src/command-line.ts";
import { completeInput } from "../src/complete-input.ts";
import { features } from "../src/feature-names.ts";
import { optionsOf } from "../src/field-options.ts";
import { type ProcedureRequest, procedureCommand } from "../src/procedure-command.ts";
import { procedureDefinitions, withoutCommand } from "../src/procedure-definitions.ts";
import { addProcedures } from "../src/register-remote-commands.ts";

const definitions = features.flatMap(({ name }) => procedureDefinitions(name));

function definitionOf(path: string) {
  const found = definitions.find((definition) => definition.path === path);
  if (!found) throw new Error(`There is no command for ${path}`);
  return found;
}

/** Returns the parsed call of a procedure's command. */
async function requested(path: string, words: string[]): Promise<ProcedureRequest> {
  let seen: ProcedureRequest | undefined;
  const command = quiet(
    procedureCommand(definitionOf(path), async (request) => {
      seen = request;
    }),
  );
  await command.parseAsync(words, { from: "user" });
  if (!seen) throw new Error("The command did not run");
  return seen;
}

const quiet = (command: Command) => command.configureOutput({ writeErr: () => undefined });

const valuesOf = async (path: string, words: string[]) => (await requested(path, words)).values;
const refusal = (path: string, words: string[]) =>
  requested(path, words).then(
    () => "no refusal",
    (error: unknown) => String(error),
  );

const helpOf = (path: string) =>
  procedureCommand(definitionOf(path), async () => undefined)
    .configureOutput({ getOutHelpWidth: () => 100, getOutHasColors: () => false })
    .helpInformation();

describe("the commands", () => {
  it("are one for each procedure, but for those that say why not", () => {
    const paths = Object.keys(appRouter._def.procedures);
    expect([...definitions.map(({ path }) => path), ...Object.keys(withoutCommand)].sort()).toEqual(
      paths.sort(),
    );
    expect(definitions.length).toBeGreaterThan(150);
  });

  it("leave out what answers with tokens, which belong into no terminal", () => {
    const withTokens = Object.entries<unknown>(appRouter._def.procedures)
      .filter(([, procedure]) => Reflect.get(Object(procedure), "_def").meta.handlesTokens)
      .map(([path]) => path);
    expect(withTokens.length).toBeGreaterThan(4);
    expect(withTokens.filter((path) => !Object.hasOwn(withoutCommand, path))).toEqual([]);
  });

  it.each(definitions)("$path has a summary, and an option for each field", ({ path }) => {
    const definition = definitionOf(path);
    expect(definition.summary).not.toBe("");
    const command = procedureCommand(definition, async () => undefined);
    const names = command.options.map((option) => option.attributeName());
    for (const { name, isSecret } of definition.fields)
      expect({ name, has: names.includes(name) }).toEqual({ name, has: !isSecret });
    // An option of all commands must not shadow a field.
    const own = [
      "json",
      "columns",
      "input",
      "all",
      "lines",
      "concurrency",
      "run",
      "url",
      "profile",
      "practice",
    ];
    expect(definition.fields.filter(({ name }) => own.includes(name) || name === "timeout")).toEqual([]);
    const fields = definition.fields.map(({ name }) => name);
    expect(definition.positional.filter((name) => !fields.includes(name))).toEqual([]);
    expect(command.helpInformation()).toContain(definition.summary.slice(0, 20));
  });

  it("offer to repeat no mutation that would be done twice", () => {
    const offered = definitions.filter(({ isRepeatable, fields }) => isRepeatable && fields.length > 0);
    const flags = (path: string) =>
      procedureCommand(definitionOf(path), async () => undefined).options.map(({ long }) => long);
    expect(offered.every(({ path }) => flags(path).includes("--lines"))).toBe(true);
    for (const path of ["apiKey.create", "invitation.create", "account.resetPassword"])
      expect(flags(path)).not.toContain("--lines");
  });
});

describe("the help", () => {
  it.each(["patient.list", "patient.create", "doctor.byId", "assignment.removePair", "openingHours.set"])(
    "of %s",
    (path) => {
      expect(helpOf(path)).toMatchSnapshot();
    },
  );
});

describe("the help of the sign-in", () => {
  it("names each way", () => {
    const program = createProgram();
    const login = program.commands.find((command) => command.name() === "login");
    login?.configureOutput({ getOutHelpWidth: () => 100, getOutHasColors: () => false });
    expect(login?.helpInformation()).toMatchSnapshot();
  });
});

describe("the version", () => {
  /** Returns the program's output and its final error. */
  async function outcomeOf(words: string[]) {
    let printed = "";
    const program = createProgram().configureOutput({ writeOut: (text) => (printed += text) });
    await addProcedures(program, words);
    const parse = program.exitOverride().parseAsync(words, { from: "user" });
    const message = await parse.then(
      () => "",
      (error: unknown) => String(error),
    );
    return { printed, message };
  }

  it("is printed only before a command", async () => {
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    for (const flag of ["--version", "-V"])
      expect((await outcomeOf([flag])).printed).toMatch(/^\d+\.\d+\.\d+\n$/);
    const id = "0198c0de-0000-7000-8000-000000000000";
    const refusals = {
      "Did you mean --expected-version?": ["patient", "update", id, "--version", "1", "--name", "Nobody"],
      "unknown option '--url'": ["--url", "http://127.0.0.1:1", "patient", "update", id, "--version", "1"],
      "unknown option '-V'": ["patient", "update", id, "-V"],
      "unknown option '--version'": ["patient", "count", "--version"],
    };
    for (const [message, words] of Object.entries(refusals))
      expect(await outcomeOf(words)).toEqual({ printed: "", message: expect.stringContaining(message) });
    stderr.mockRestore();
  });
});

it.each([
  ["--url", "http://127.0.0.1:1", "patient", "list"],
  ["patient", "--limit", "3", "list"],
  ["patient.list"],
])("an option before its command, or an unknown command, gets a hint: %s %s %s %s", async (...words) => {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const program = createProgram();
  await addProcedures(program, words);
  await program
    .exitOverride()
    .parseAsync(words, { from: "user" })
    .catch(() => undefined);
  expect(stderr.mock.calls.join("")).toMatch(/^error: unknown .*\n`caretype <command> --help` lists/);
  stderr.mockRestore();
});

describe("options become an input", () => {
  it("of the types of its schema", async () => {
    expect(
      await valuesOf("patient.list", ["--q", "smith", "--limit", "7", "--unassigned", "--gender", "female"]),
    ).toEqual({ q: "smith", limit: 7, unassigned: true, gender: "female" });
    expect(await valuesOf("patient.list", ["--no-unassigned"])).toEqual({ unassigned: false });
    expect(await valuesOf("patient.list", [])).toEqual({});
  });

  it("with arguments for what is in the REST path", async () => {
    expect(await valuesOf("doctor.byId", ["d1"])).toEqual({ id: "d1" });
    expect(await valuesOf("doctor.byId", ["--id", "d1"])).toEqual({ id: "d1" });
    expect(await valuesOf("assignment.removePair", ["p1", "d1", "--expected-version", "2"])).toEqual({
      patientId: "p1",
      doctorId: "d1",
      expectedVersion: 2,
    });
    expect(await refusal("doctor.byId", ["d1", "--id", "d2"])).toContain("cannot be combined");
  });

  it("with null, a version or any, lists and JSON", async () => {
    expect(
      await valuesOf("patient.update", ["p1", "--expected-version", "any", "--no-address", "--name", "Ann"]),
    ).toEqual({ id: "p1", expectedVersion: "any", address: null, name: "Ann" });
    const permissions = ["--permissions", "patient:read", "--permissions", "doctor:read"];
    expect(await valuesOf("apiKey.create", ["--name", "Lab", ...permissions])).toEqual({
      name: "Lab",
      permissions: ["patient:read", "doctor:read"],
    });
    expect(await valuesOf("openingHours.set", ["d1", "--weekly", '[{"weekday":1}]'])).toEqual({
      doctorId: "d1",
      weekly: [{ weekday: 1 }],
    });
  });

  it("unless a value is none", async () => {
    expect(await refusal("patient.list", ["--limit", "many"])).toContain("This is not a number.");
    for (const number of ["", "0x10", "1e1", " 7", "Infinity"])
      expect(await refusal("patient.list", ["--limit", number])).toContain("This is not a number.");
    expect(await refusal("patient.list", ["--columns", "name", "--json"])).toContain("cannot be used with");
    expect(await refusal("patient.list", ["--gender", "x"])).toContain("Allowed choices are male, female");
    expect(await refusal("openingHours.set", ["d1", "--weekly", "[{"])).toContain("This is not JSON.");
    // Node's replacement for an invalid byte of UTF-8.
    expect(await refusal("patient.create", ["--name", "Al\u{FFFD}ice"])).toContain("is not UTF-8");
    const request = await requested("patient.create", ["--input", '{"name":"Al\u{FFFD}ice"}']);
    await expect(completeInput(request)).rejects.toThrow("is not UTF-8");
    expect(await refusal("apiKey.create", ["--permissions", "patient:eat"])).toContain("Allowed choices");
    expect(await refusal("patient.create", ["--lines", "--input", "{}"])).toContain("cannot be used with");
    expect(await refusal("patient.list", ["--all", "--cursor", "x"])).toContain("cannot be used with");
    expect(await refusal("patient.create", ["--lines", "--concurrency", "0"])).toContain("from 1 to 64");
  });

  it("but never with a password or a mailed token, which other users of the machine would see", () => {
    const visible = definitions.flatMap(({ path, fields }) =>
      fields
        .filter(({ name, isSecret }) => /token/i.test(name) && !isSecret)
        .map(({ name }) => `${path} ${name}`),
    );
    expect(visible).toEqual([]);

    const { fields } = definitionOf("account.changePassword");
    expect(fields.map(({ name, isSecret }) => [name, isSecret])).toEqual([
      ["currentPassword", true],
      ["newPassword", true],
    ]);
    expect(fields.flatMap((field) => optionsOf(field, definitionOf("account.changePassword")))).toEqual([]);
  });
});
