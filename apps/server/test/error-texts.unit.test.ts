import { appRouter, errorDefinitions } from "@caretype/api";
import { expect, test } from "vitest";
import { createProgram } from "../src/command-line.ts";
import { settingRows } from "../src/settings/environment.ts";

// The errors' texts name procedures, settings and commands, which change.

const program = createProgram();
const features = new Set(Object.keys(appRouter._def.procedures).map((path) => path.split(".")[0]));
const settings = new Set(settingRows().map(({ name }) => name));

const isProcedure = (path: string) => Object.hasOwn(appRouter._def.procedures, path);
const isCommand = (words: readonly string[]) =>
  words.reduce<typeof program | undefined>(
    (command, word) => command?.commands.find((each) => each.name() === word),
    program,
  ) !== undefined;

/** Returns whether a text in backticks names something that exists. Fields and headers are not checked. */
function isKnown(code: string): boolean {
  if (/^caretype /.test(code)) return isCommand(code.split(" ").slice(1));
  if (/^[A-Z]+(?:_[A-Z]+)+$/.test(code)) return settings.has(code);
  return !features.has(code.split(".")[0]) || !/^\w+\.\w+$/.test(code) || isProcedure(code);
}

const sentences = (text: string) => text.split(/(?<=[.!?])\s/);

test.each(Object.entries(errorDefinitions))("%s: is explained in short sentences", (_, { cause, cure }) => {
  expect(cure).not.toBe(cause);
  for (const text of [cause, cure]) {
    expect(text).toMatch(/^[A-Z`].*\.$/);
    const names = [...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
  }
  expect(sentences(cure).filter((sentence) => sentence.split(" ").length >= 20)).toEqual([]);
});

test("a name that does not exist is noticed", () => {
  for (const name of ["patient.find", "SAMPLE_DATAS", "caretype practice remove"])
    expect([name, isKnown(name)]).toEqual([name, false]);
  for (const name of ["patient.list", "SAMPLE_DATA", "caretype practice create", "clinicalStatus"])
    expect([name, isKnown(name)]).toEqual([name, true]);
});
