import { expect, it } from "vitest";
import { anyId, doctorId, patientId } from "../src/index.ts";

const text = "0198C0DE-0000-7000-8000-00000000000A";

it("an id is made of a text, in lower case", () => {
  expect(patientId.parse(text)).toBe(text.toLowerCase());
  expect(patientId.is(text)).toBe(true);
});

it.each(["", "17", ` ${text}`, `${text}0`, text.replaceAll("-", ""), "javascript:alert(1)"])(
  "a text that is none is refused: %s",
  (wrong) => {
    expect(patientId.is(wrong)).toBe(false);
    expect(() => patientId.parse(wrong)).toThrow(new TypeError("Not the id of a patient"));
  },
);

it("what is no text is no id", () => {
  for (const wrong of [undefined, null, 17, [text], { id: text }]) expect(anyId.is(wrong)).toBe(false);
});

it("the error says of what it is not the id, and does not have the text", () => {
  expect(() => doctorId.parse("Jane Roe")).toThrow(/^Not the id of a doctor$/);
});
