import { expect, it } from "vitest";
import { groupNumber } from "./group-number.ts";

const german = ["de-DE", "en"];
const american = ["en-US@posix", "en-US"];

it.each([
  ["+919876543210", german, "+91 98765 43210"],
  ["+4312345678", german, "+43 1 2345678"],
  ["+43 12345678", german, "+43 1 2345678"],
  ["0305550199", german, "030 5550199"],
  ["2125550147", american, "(212) 555-0147"],
  ["2125550147 ext. 12", american, "(212) 555-0147 ext. 12"],
])("formats %j as usual in its country", (text, languages, grouped) => {
  expect(groupNumber(text, languages)).toBe(grouped);
});

it.each([
  "abc",
  "1",
  "555-0101",
  "javascript:alert(1)",
  "+49 (0)30 555-01 99 (daughter)",
  "1-800-FLOWERS",
  "0049305550199",
  "+1",
  "",
  "2125550147 (home)",
  "030 5550199 / 0170 1234567",
  "+43 1 23 45 678",
  "+43 1 234 567",
  "212.555.0147",
])("keeps %j unchanged", (text) => {
  expect(groupNumber(text, american)).toBe(text);
  expect(groupNumber(text, german)).toBe(text);
});

it("assumes no country if the reader's languages have none", () => {
  expect(groupNumber("0305550199", ["de", "en"])).toBe("0305550199");
});
