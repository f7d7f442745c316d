import { globSync, readFileSync } from "node:fs";
import { type Node, parseSync } from "oxc-parser";
import { expect, it } from "vitest";

const src = new URL("../src/", import.meta.url).pathname;
/** Styles, what only developers see, and the catalogues themselves. */
const hasNone = /^(?:theme|design|playground|texts)\/|\.unit\.test\.ts$/;
/** Not converted yet. */
const later =
  /^(?:account|api-key|assignment|audit|dashboard|doctor|form|history|import|member|notification|palette|patient|phone|possible-duplicates|practice|record|saved-view|session|shell|staff)\//;

const files = globSync("**/*.{ts,tsx}", { cwd: src }).filter(
  (file) => !hasNone.test(file) && !later.test(file),
);

/** Attributes whose words people read. Others hold names of code. */
const isRead = /^(?:label|title|placeholder|description|alt|hint|question|aria-label|.*Label)$/;
/** Two words, or a word that begins with a capital. */
const looksLikeText = /\p{L}{2,},? \p{L}{2,}|^\p{Lu}\p{Ll}/u;
/** Keys of keyboards, and names of modules, which `lazy` and maps of errors hold. */
const isCode =
  /^(?:Arrow(?:Up|Down|Left|Right)|Enter|Escape|Home|End|Tab|Shift|Backspace|Delete|F\d+|\w+(?:Page|Error|Dialog))$/;
const selectors = new Set(["a[href], button, input, select"]);
const wordless = new Set([
  "ImportDeclaration",
  "TSTypeAliasDeclaration",
  "TSInterfaceDeclaration",
  "TSTypeAnnotation",
  "TSTypeParameterInstantiation",
  "ThrowStatement",
]);

function textsIn(node: unknown, isAttribute = false): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => textsIn(each, isAttribute));
  if (!isNode(node) || wordless.has(node.type)) return [];
  if (node.type === "JSXText") return /\p{L}/u.test(node.value) ? [node.value.trim()] : [];
  if (node.type === "Literal") return typeof node.value === "string" ? found(node.value, isAttribute) : [];
  if (node.type === "TemplateLiteral") {
    const text = node.quasis.map(({ value }) => value.cooked).join("…");
    return [...found(text, isAttribute), ...textsIn(node.expressions)];
  }
  const attribute = node.type === "JSXAttribute" && node.name.type === "JSXIdentifier" ? node.name.name : "";
  return Object.values(node).flatMap((part) => textsIn(part, isRead.test(attribute)));
}

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
