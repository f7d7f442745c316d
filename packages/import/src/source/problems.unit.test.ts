import { expect, it } from "vitest";
import { ImportProblems, quoted } from "./problems.ts";

it("quotes a value with its invisible characters as code points", () => {
  expect(quoted("1\u200b2\u2028")).toBe('"1<U+200B>2<U+2028>"');
});

it("names lines of the file where a row has several records", () => {
  const file = "vitals.csv";
  const problems = new ImportProblems([file], { maxRows: 10 });
  problems.spreadRows(3);
  problems.add({ file, line: 7 * 3 + 2, message: "Required" });
  problems.addUnreadable({ file, line: 8, message: "Not valid" });
  problems.addUnreadable({ file, line: 9, message: "Not valid" });
  expect(problems.first().map(({ line }) => line)).toEqual([7, 8, 9]);
});
