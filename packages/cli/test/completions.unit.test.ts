import { beforeAll, expect, test } from "vitest";
import { createProgram } from "../src/command-line.ts";
import { completionsOf } from "../src/completions.ts";
import { addProcedures } from "../src/register-remote-commands.ts";

const program = createProgram();
beforeAll(async () => {
  await addProcedures(program, ["patient"]);
  await addProcedures(program, ["api", "import"]);
});

const words = (...typed: string[]) => completionsOf(program, typed).map(({ word }) => word);

test("commands are completed at each level", () => {
  expect(words("pat")).toEqual(["patient"]);
  expect(words("patient", "re")).toEqual(["revert", "remove", "removed", "restore"]);
  expect(words("api", "import", "un")).toEqual(["undo"]);
  expect(words("")).toContain("login");
  // The server's own.
  expect(words("serv")).toEqual([]);
  expect(words("comp")).toEqual(["completion"]);
});

test("options are completed, and their choices", () => {
  expect(words("patient", "list", "--min")).toEqual(["--min-age"]);
  expect(words("patient", "list", "--gender", "")).toEqual(["male", "female", "other", "unknown"]);
  expect(words("patient", "list", "--gender", "f")).toEqual(["female"]);
  expect(words("patient", "list", "--gender", "male", "--so")).toEqual(["--sort"]);
  expect(words("completion", "")).toEqual(["bash", "zsh", "fish"]);
});

test("a value that nobody knows is not guessed", () => {
  expect(words("patient", "list", "--q", "")).toEqual([]);
  expect(words("patient", "by-id", "")).toEqual([]);
});
