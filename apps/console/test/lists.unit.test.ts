import { globSync } from "node:fs";
import { recordKinds } from "@caretype/api/declared";
import { expect, it } from "vitest";
import { kindOf } from "../src/words/list/by-kind.ts";

const paged = Object.entries<object>(recordKinds).filter(([, says]) => "page" in says);
const kinds = paged.map(([kind]) => kind).toSorted();
const kindsIn = (files: string, folder: string) =>
  globSync(files, { cwd: new URL(folder, import.meta.url) }).map((file) => kindOf(`./${file}`));

it.each(["en", "de", "es"])("each list with a page has its words in %s", (language) => {
  expect(kindsIn(`*/texts.${language}.ts`, "../src/words/list/").toSorted()).toEqual(kinds);
});

it("each list with a page has its page", () => {
  expect(kindsIn("*/page.tsx", "../src/pages/list/").toSorted()).toEqual(kinds);
});

it("a list is named after its folder", () => {
  expect(kindOf("./care-plan/texts.en.ts")).toBe("carePlan");
  expect(kindOf("./room/page.tsx")).toBe("room");
});
