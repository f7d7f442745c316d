import { globSync } from "node:fs";
import { recordKinds } from "@caretype/api/declared";
import { expect, it } from "vitest";
import { kindOf } from "../src/words/list/by-kind.ts";
import { permissionsOfLists } from "../src/words/permission/of-lists.ts";

const paged = Object.entries<object>(recordKinds).filter(([, says]) => "page" in says);
const kinds = paged.map(([kind]) => kind).toSorted();
const modules = new URL("../src/modules/", import.meta.url);

it.each(["en", "de", "es"])("each list with a page has its words in %s", (language) => {
  const files = globSync(`*/words/texts.${language}.ts`, { cwd: modules });
  expect(files.map((file) => kindOf(`modules/${file}`)).toSorted()).toEqual(kinds);
});

it("a list is named after its module", () => {
  expect(kindOf("../../modules/care-plan/words/texts.en.ts")).toBe("carePlan");
  expect(kindOf("../../modules/room/words/texts.de.ts")).toBe("room");
});

it("the permissions of a list are named after its words", () => {
  const lists = new Map([["carePlan", { one: "Plan", many: "Pläne" }]]);
  expect(
    permissionsOfLists(lists, ({ many }) => ({ read: `${many} sehen`, manage: `${many} ändern` })),
  ).toEqual({ "care-plan:read": "Pläne sehen", "care-plan:manage": "Pläne ändern" });
});
