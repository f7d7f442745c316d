import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { entryPaths } from "../src/session/route/entry-paths.ts";
import { declaredRoutes } from "./support/declared-routes.ts";
import { fullLooks, layerLooks, routeLooks } from "./support/looks.ts";

const source = new URL("../src/", import.meta.url).pathname;
const tests = new URL("./", import.meta.url).pathname;
const read = (folder: string, pattern: string) =>
  globSync(pattern, { cwd: folder })
    .sort()
    .map((file) => ({ file, text: readFileSync(`${folder}${file}`, "utf8") }));

/** All route paths. A tab's route has its path below that of its page, in the same file. */
const declaredPaths = () =>
  read(source, "**/routes.tsx").flatMap(({ text }) => {
    const declared = declaredRoutes(text);
    const parents = new Set(declared.map(({ parent }) => parent));
    return declared
      .filter(({ name }) => name === undefined || !parents.has(name))
      .map(({ parent, path }) => `${declared.find(({ name }) => name === parent)?.path ?? ""}${path}`)
      .map((path) => path.replace(/(?<=.)\/$/, ""));
  });

/** Layers above a page. `ConfirmButton` and the refusals share the listed files. */
const layers =
  /<(?:AskingDialog|Dialog|Modal|Drawer|Menu|MoreMenu|Popover|HoverCard|Combobox)\b|popover="auto"|role="(?:dialog|listbox|menu)"/;

const declaredLayers = () =>
  read(source, "**/*.tsx")
    // The pages of lists are generated and alike.
    .filter(({ file }) => !/^(?:pages\/design\/|modules\/[\w-]+\/pages\/list\.tsx$)/.test(file))
    .filter(({ text }) => layers.test(text))
    .map(({ file }) => file);

/** The names of all looks. A name that contains a value is a pattern. */
const taken = read(tests, "*.test.ts").flatMap(({ text }) =>
  [...text.matchAll(/lookAt\([^,]+,\s*["`](.+?)["`]\)/g)].map(
    ([, name = ""]) => new RegExp(`^${name.replaceAll(/\$\{.*\}/g, ".+")}$`),
  ),
);

describe("looks", () => {
  it("show each route", () => {
    expect(Object.keys(routeLooks).sort()).toEqual([...entryPaths, ...declaredPaths()].sort());
  });

  it("show each dialog, menu and other layer", () => {
    expect(Object.keys(layerLooks).sort()).toEqual(declaredLayers().sort());
  });

  it("are taken by tests", () => {
    expect([...fullLooks].filter((name) => !taken.some((pattern) => pattern.test(name)))).toEqual([]);
  });
});
