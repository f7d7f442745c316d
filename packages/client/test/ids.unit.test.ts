import { expect, it } from "vitest";
import { anyId, doctorId, patientId } from "../src/index.ts";

const text = "0198C0DE-0000-7000-8000-00000000000A";

it("text is parsed to an id in lower case", () => {
  expect(patientId.parse(text)).toBe(text.toLowerCase());
  expect(patientId.is(text)).toBe(true);
});

it.each(["", "17", ` ${text}`, `${text}0`, text.replaceAll("-", ""), "javascript:alert(1)"])(
  "text that is not an id is refused: %s",
  (wrong) => {
    expect(patientId.is(wrong)).toBe(false);
    expect(() => patientId.parse(wrong)).toThrow(new TypeError("Not the id of a patient"));
  },
);

it("a value that is not text is not an id", () => {
  for (const wrong of [undefined, null, 17, [text], { id: text }]) {
    expect(anyId.is(wrong)).toBe(false);
    // @ts-expect-error only callers without types pass it.
    expect(() => anyId.parse(wrong)).toThrow(new TypeError("Not the id of a record"));
  }
});

it("the error's stack begins where the text was parsed", () => {
  expect(() => patientId.parse("17")).toThrow(
    expect.objectContaining({ stack: expect.stringMatching(/^TypeError: .*\n +at .*ids\.unit\.test/) }),
  );
});

it("the error names the kind of record, and does not contain the text", () => {
  expect(() => doctorId.parse("Jane Roe")).toThrow(/^Not the id of a doctor$/);
});
