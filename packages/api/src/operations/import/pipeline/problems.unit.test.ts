import { expect, it } from "vitest";
import { quoted } from "./problems.ts";

it("quotes a value with its invisible characters as code points", () => {
  expect(quoted("1\u200b2\u2028")).toBe('"1<U+200B>2<U+2028>"');
});
