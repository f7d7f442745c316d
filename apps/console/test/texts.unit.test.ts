import { globSync, readFileSync } from "node:fs";
import { type Node, parseSync } from "oxc-parser";
import { expect, it } from "vitest";

const src = new URL("../src/", import.meta.url).pathname;
/** Styles, developer pages, the catalogs themselves, names of languages and encodings, and messages of the API. */
const hasNone =
  /^(?:kit\/theme|pages\/design|pages\/playground)\/|(?:texts|actions|verbs)\.(?:en|de|es)\.ts$|\.unit\.test\.ts$|^words\/settings\/display-settings\.ts$|^modules\/import\/pages\/import\/file\/(?:protocol|read-table|codes-resource)\.ts$/;

const files = globSync("**/*.{ts,tsx}", { cwd: src }).filter((file) => !hasNone.test(file));

/** Attributes with text for users. Others hold code names. */
const isRead = /^(?:label|title|placeholder|description|alt|hint|question|aria-label|.*Label)$/;
/** Two words, or a capitalized word. */
const looksLikeText = /\p{L}{2,},? \p{L}{2,}|^\p{Lu}\p{Ll}/u;
/** Keyboard keys, time zones, modules' names (in `lazy` and error maps), and the product's name. */
const isCode =
  /^(?:Arrow(?:Up|Down|Left|Right)|Enter|Escape|Home|End|Tab|Shift|Backspace|Delete|F\d+|\w+(?:Page|Error)|Caretype|Bearer …|command line|(?:Meta|Control)\+K|(?:Missing)?Quotes|[A-Z]\w+\/[\w/]+)$/;
const selectors = new Set([
  "input:not([type=hidden]), textarea, select, button",
  "a[href], button, input, select",
  "a, button, input, label, summary, [role=option], [role=menuitem]",
]);
/** Functions whose texts are selectors or module names. */
const takesCode =
  /^(?:querySelector(?:All)?|closest|matches|startsWith|endsWith|lazy(?:Page|Part|Panel|Extra)|pageAt|tab)$/;
const wordless = new Set([
  "ImportDeclaration",
  "TSTypeAliasDeclaration",
  "TSInterfaceDeclaration",
  "TSTypeAnnotation",
  "TSTypeParameterInstantiation",
  "ThrowStatement",
  // Such as the name of a class of errors.
  "PropertyDefinition",
]);

function textsIn(node: unknown, isAttribute = false): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => textsIn(each, isAttribute));
  if (!isNode(node) || wordless.has(node.type)) return [];
  if (node.type === "JSXText") {
    const text = node.value.trim();
    return /\p{L}/u.test(text) && !isCode.test(text) ? [text] : [];
  }
  if (node.type === "Literal") return typeof node.value === "string" ? found(node.value, isAttribute) : [];
  if (node.type === "TemplateLiteral") {
    const text = node.quasis.map(({ value }) => value.cooked).join("…");
    return [...found(text, isAttribute), ...textsIn(node.expressions)];
  }
  if (node.type === "CallExpression" && takesCode.test(nameOf(node.callee))) return [];
  const attribute = node.type === "JSXAttribute" && node.name.type === "JSXIdentifier" ? node.name.name : "";
  return Object.values(node).flatMap((part) => textsIn(part, isRead.test(attribute)));
}

/** The name of a called function or method. */
const nameOf = (callee: Node): string => {
  if (callee.type === "MemberExpression") return nameOf(callee.property);
  return callee.type === "Identifier" ? callee.name : "";
};

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

const found = (text: string, isAttribute: boolean): string[] =>
  (isAttribute ? /\p{L}{2}/u : looksLikeText).test(text) && !isCode.test(text) && !selectors.has(text)
    ? [text]
    : [];

it.each(files)("%s has its texts in the catalogues", (file) => {
  const { program } = parseSync(file, readFileSync(`${src}${file}`, "utf8"));
  expect(textsIn(program)).toEqual([]);
});

it("only searches cut what is pasted", () => {
  const cutting = files.filter((file) => readFileSync(`${src}${file}`, "utf8").includes("maxLength"));
  expect(cutting.filter((file) => !/search|palette/.test(file))).toEqual([]);
});
