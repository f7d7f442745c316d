import { readdirSync, readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import type { FeatureNames } from "./names.ts";

// A feature consists of its own files, and of one member in each list that names features. If one is missing, the code
// does not compile, or a test fails.

type NewFile = { path: string; text: string };

/** Code to add at the end of a file, or of a list in it. */
export type Addition = { path: string; list?: string; code: string };

const api = "packages/core/src";
/** The folder of a new feature, in its module. Move it if it belongs to another one. */
export const folderOf = ({ kebab }: FeatureNames) => `${api}/people/${kebab}`;

/** The module that gets a new feature. */
export const moduleFile = `${api}/people/module.ts`;

export function newFiles(names: FeatureNames): NewFile[] {
  const file = (path: string, template: string) => ({ path, text: filled(template, names) });
  const own = ["schema.ts", "router.ts", "cases.ts", "router.test.ts"];
  const console = "apps/console/src";
  return [
    file(`packages/db/src/schema/${names.kebab}.ts`, "table.ts"),
    ...own.map((name) => file(`${folderOf(names)}/${name}`, name)),
    file(`${console}/pages/list/${names.kebab}/page.tsx`, "page.tsx"),
    ...["en", "de", "es"].map((language) =>
      file(`${console}/words/list/${names.kebab}/texts.${language}.ts`, `texts.${language}.ts`),
    ),
  ];
}

/** Statements that the migration needs besides those that drizzle-kit generates. */
export const triggers = (names: FeatureNames) => filled("triggers.sql", names);

const textOfTemplate = (name: string) =>
  readFileSync(new URL(`template/${name}.txt`, import.meta.url), "utf8");

/** Whether the templates use this word, so that a feature with this name would not compile. */
export function usedInTemplates(word: string): boolean {
  const templates = readdirSync(new URL("template", import.meta.url)).map((file) =>
    file.replace(/\.txt$/, ""),
  );
  return templates.some((template) => new RegExp(`(?<!\\{\\{)\\b${word}\\b`).test(textOfTemplate(template)));
}

function filled(template: string, names: FeatureNames): string {
  const values = new Map<string, string>(Object.entries(names));
  return textOfTemplate(template).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`The template ${template} has an unknown placeholder: ${name}.`);
    return value;
  });
}

/** Returns what is added to existing files. The formatter sorts imports and exports afterwards. */
export function additions(names: FeatureNames): Addition[] {
  const { camel, manyWords, aWords } = names;
  return [
    { path: moduleFile, list: "features", code: `${camel}: () => ${camel}Router` },
    {
      path: moduleFile,
      code: `import { ${camel}Router } from "./${names.kebab}/router.ts";`,
    },
    {
      path: `${api}/people/kinds.ts`,
      list: "peopleKinds",
      code: `${camel}: { one: "${aWords}", many: "${manyWords}", page: "patient:read" }`,
    },
  ];
}

type Syntax = { type: string; end: number; [part: string]: unknown };
const isSyntax = (value: unknown): value is Syntax =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "type") === "string";

/** The object or array that a variable begins with, also with `as const` and `satisfies`. */
function listIn(value: unknown): Syntax | null {
  if (!isSyntax(value)) return null;
  return /^(?:Object|Array)Expression$/.test(value.type) ? value : listIn(value.expression);
}

/** @throws {Error} if the file has no such list. */
export function added(text: string, { path, list, code }: Addition): string {
  if (list === undefined) return code.startsWith("import ") ? `${code}\n${text}` : `${text}${code}\n`;
  const declared = parseSync(path, text).program.body.flatMap((statement) => {
    const declaration = "declaration" in statement ? statement.declaration : statement;
    return declaration?.type === "VariableDeclaration" ? declaration.declarations : [];
  });
  const variable = declared.find(({ id }) => id.type === "Identifier" && id.name === list);
  const members = listIn(variable?.init);
  if (!members) throw new Error(`${path} has no list ${list}: adapt ${import.meta.filename}.`);
  const before = text.slice(0, members.end - 1).trimEnd();
  return `${before}${/[,[{]$/.test(before) ? "" : ","} ${code},${text.slice(members.end - 1)}`;
}
