import { expect, it } from "vitest";
import { simpleField } from "./simple-field.ts";

const options = { open: "Open", done: "Done" };

it.each([
  ["text", "Two\nlines", { sent: "Two\nlines", shown: "Two\nlines" }],
  ["line", "One line", { sent: "One line", shown: "One line" }],
  ["integer", "12", { sent: 12, shown: "12" }],
  ["number", "-1.5", { sent: -1.5, shown: "-1.5" }],
  ["boolean", "false", { sent: false, shown: "No" }],
  ["choice", "done", { sent: "done", shown: "Done" }],
] as const)("a field of the kind %s is sent and shown", (kind, typed, { sent, shown }) => {
  const { send, show } = simpleField("it", { kind, label: "It", isOptional: false, options });
  expect(send?.({ it: typed })).toEqual(sent);
  expect(show({ it: sent })).toBe(shown);
});

it("an empty number is nothing, and never 0", () => {
  const sentBy = (isOptional: boolean) =>
    simpleField("it", { kind: "integer", label: "It", isOptional }).send?.({ it: " " });
  expect([sentBy(true), sentBy(false)]).toEqual([null, undefined]);
});

it("what is no number is refused by the schema, as it is none", () => {
  const { send } = simpleField("it", { kind: "number", label: "It", isOptional: false });
  expect(send?.({ it: "many" })).toBeNaN();
});

it("an optional choice can be emptied", () => {
  const { input } = simpleField("it", { kind: "choice", label: "It", isOptional: true, options });
  expect(input).toMatchObject({
    as: "select",
    options: [{ value: "" }, { value: "open" }, { value: "done" }],
  });
});
