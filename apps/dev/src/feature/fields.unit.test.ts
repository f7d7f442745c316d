import { expect, it } from "vitest";
import { readFields } from "./fields.ts";

it("reads names, kinds, values and what may be empty", () => {
  expect(readFields(["reason:text", "dueOn:date?", "state:choice(open|not-yet)?"])).toEqual([
    { name: "reason", snake: "reason", label: "Reason", kind: "text", choices: [], isOptional: false },
    { name: "dueOn", snake: "due_on", label: "Due on", kind: "date", choices: [], isOptional: true },
    {
      name: "state",
      snake: "state",
      label: "State",
      kind: "choice",
      choices: ["open", "not-yet"],
      isOptional: true,
    },
  ]);
});

it.each([
  ["reason", "is no field"],
  ["Reason:text", "is no field"],
  ["due_on:date", "is no field"],
  ["due on:date", "is no field"],
  [":text", "is no field"],
  ["reason:text!", "is no field"],
  ["due:datetime", "has an unknown kind"],
  ["due:", "has an unknown kind"],
  ["version:integer", "each record has it already"],
  ["patientId:line", "each record has it already"],
  ["constructor:line", "has a reserved word"],
  ["state:choice", "needs its values"],
  ["state:choice(open)", "needs its values"],
  ["state:choice(open|open)", "needs its values"],
  ["state:choice(open|Done)", "needs its values"],
  ["state:choice(open|)", "needs its values"],
  ["state:text(open|done)", "needs its values"],
])("refuses %s", (field, message) => {
  expect(() => readFields([field])).toThrow(message);
});

it("refuses a name that is there twice", () => {
  expect(() => readFields(["reason:text", "reason:line?"])).toThrow("There are two fields reason.");
});
