import { readdirSync, readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { type Field, fieldCode } from "./fields.ts";
import type { FeatureNames } from "./names.ts";

// A feature is a module: its own files, and a line in each of the two lists of own modules.

export type Feature = {
  names: FeatureNames;
  fields: readonly Field[];
  /** Whether each record is about a patient. */
  isOfPatient: boolean;
};

type NewFile = { path: string; text: string };

/** Code to append to a list in a file, with its imports. */
export type Addition = { path: string; list: string; member: string; imported: string };

export const foldersOf = ({ kebab }: FeatureNames) => ({
  api: `packages/api/src/modules/${kebab}`,
  console: `apps/console/src/modules/${kebab}`,
});

export function newFiles(feature: Feature): NewFile[] {
  const { names } = feature;
  const { api, console } = foldersOf(names);
  const file = (path: string, template: string) => ({ path, text: filled(template, feature) });
  const own = ["declaration.ts", "module.ts", "schema.ts", "router.ts", "cases.ts", "router.test.ts"];
  return [
    file(`packages/db/src/schema/${names.kebab}.ts`, "table.ts"),
    ...own.map((name) => file(`${api}/${name}`, name)),
    file(`${console}/manifest.ts`, "manifest.ts"),
    file(`${console}/pages/list.tsx`, "list.tsx"),
    ...["en", "de", "es"].map((language) =>
      file(`${console}/words/texts.${language}.ts`, `texts.${language}.ts`),
    ),
  ];
}

/** Statements that drizzle-kit does not generate. */
export const triggers = (feature: Feature) => filled("triggers.sql", feature);

const textOfTemplate = (name: string) =>
  readFileSync(new URL(`template/${name}.txt`, import.meta.url), "utf8");

/** Whether the templates use this word, so that a feature with this name would not compile. */
export function usedInTemplates(word: string): boolean {
  const templates = readdirSync(new URL("template", import.meta.url)).map((file) =>
    file.replace(/\.txt$/, ""),
  );
  return templates.some((template) => new RegExp(`(?<!\\{\\{)\\b${word}\\b`).test(textOfTemplate(template)));
}

/**
 * Fills placeholders. `{{#patient}}…{{/patient}}` is kept for records of patients only, `{{^patient}}…{{/patient}}`
 * for others.
 */
function filled(template: string, { names, fields, isOfPatient }: Feature): string {
  const code = fieldCode(fields, names);
  const values = new Map<string, string>(Object.entries({ ...names, ...code }));
  const isThere = new Map([
    ["patient", isOfPatient],
    ["options", code.options !== ""],
    ["empty", code.empty !== ""],
    ["helpers", code.inputImports !== ""],
  ]);
  return textOfTemplate(template)
    .replaceAll(
      /\{\{([#^])(\w+)\}\}\n?([\s\S]*?)\{\{\/\2\}\}\n?/g,
      (...[, sign = "", name = "", part = ""]: string[]) =>
        isThere.get(name) === (sign === "#") ? part : "",
    )
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values.get(name);
      if (value === undefined)
        throw new Error(`The template ${template} has an unknown placeholder: ${name}.`);
      return value;
    });
}

/** Additions to existing files. The formatter sorts imports afterwards. */
export const additions = ({ names: { camel, kebab } }: Feature): Addition[] => [
  {
    path: "packages/api/src/own/declarations.ts",
    list: "ownDeclarations",
    member: camel,
    imported: `import { ${camel} } from "../modules/${kebab}/declaration.ts";`,
  },
  {
    path: "packages/api/src/own/modules.ts",
    list: "ownModules",
    member: `${camel}Module`,
    imported: `import { ${camel}Module } from "../modules/${kebab}/module.ts";`,
  },
];

type Syntax = { type: string; end: number; [part: string]: unknown };
const isSyntax = (value: unknown): value is Syntax =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "type") === "string";

/** The array that initializes a variable, also with `as const` and `satisfies`. */
function listIn(value: unknown): Syntax | null {
  if (!isSyntax(value)) return null;
  return value.type === "ArrayExpression" ? value : listIn(value.expression);
}

/** @throws {Error} if the file has no such list. */
export function added(text: string, { path, list, member, imported }: Addition): string {
  const declared = parseSync(path, text).program.body.flatMap((statement) => {
    const declaration = "declaration" in statement ? statement.declaration : statement;
    return declaration?.type === "VariableDeclaration" ? declaration.declarations : [];
  });
  const variable = declared.find(({ id }) => id.type === "Identifier" && id.name === list);
  const members = listIn(variable?.init);
  if (!members) throw new Error(`${path} has no list ${list}: adapt ${import.meta.filename}.`);
  const before = text.slice(0, members.end - 1).trimEnd();
  return `${imported}\n${before}${/[,[]$/.test(before) ? "" : ","} ${member},${text.slice(members.end - 1)}`;
}
