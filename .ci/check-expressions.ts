// Rejects regular expressions that are vulnerable to catastrophic backtracking (ReDoS): one long cell could stop a
// server. Literals are read from all files but tests. Expressions from `new RegExp` are recorded while their modules
// load.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type CallExpression, type Expression, type NewExpression, parseSync, Visitor } from "oxc-parser";
import { analyse } from "scslre";

type Pattern = { source: string; flags: string };

const isOfTest = /(?:^|\/)(?:tests?|releases|examples)\/|\.test\.tsx?$/;
const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx", "*.js"])
  .toString()
  .trim()
  .split("\n")
  .filter((file) => !isOfTest.test(file));

const patterns = new Map<string, Pattern[]>();
const add = (place: string, pattern: Pattern) =>
  patterns.set(place, [...(patterns.get(place) ?? []), pattern]);
/** Calls of `RegExp`, with their argument. */
const calls = new Map<string, Pattern | null>();

/** Returns a template's text, with a letter for each value, or null for another expression. */
function textOf(node: Expression | undefined): string | null {
  if (node?.type === "TaggedTemplateExpression")
    return node.quasi.quasis.map(({ value }) => value.raw).join("x");
  if (node?.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.cooked).join("x");
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : null;
}

for (const file of files) {
  const text = readFileSync(file, "utf8");
  const placeOf = ({ start }: { start: number }) => `${file}:${text.slice(0, start).split("\n").length}`;
  const addCall = (node: NewExpression | CallExpression) => {
    if (node.callee.type !== "Identifier" || node.callee.name !== "RegExp") return;
    const [source, flags] = node.arguments.map((each) =>
      each.type === "SpreadElement" ? null : textOf(each),
    );
    calls.set(placeOf(node), source ? { source, flags: flags ?? "" } : null);
  };
  new Visitor({
    Literal: (node) => {
      if ("regex" in node) add(placeOf(node), { source: node.regex.pattern, flags: node.regex.flags });
    },
    NewExpression: addCall,
    CallExpression: addCall,
  }).visit(parseSync(file, text).program);
}

const recorded = new Set<string>();
globalThis.RegExp = new Proxy(RegExp, {
  construct: (target, [source, flags = ""]) => {
    const { stack = "" } = new Error();
    for (const place of calls.keys())
      if (stack.includes(`/${place}:`)) {
        recorded.add(place);
        add(place, { source: String(source), flags });
      }
    return new target(source, flags);
  },
});
const root = resolve(import.meta.dirname, "..");
const toLoad = new Set([...calls.keys()].map((place) => place.replace(/:\d+$/, "")));
for (const file of toLoad) if (file.includes("/src/")) await import(pathToFileURL(resolve(root, file)).href);

const problems = [...calls].flatMap(([place, written]) => {
  if (recorded.has(place)) return [];
  if (written === null)
    return [`${place} is built from what the checker does not see: write it as a template`];
  add(place, written);
  return [];
});
for (const [place, found] of patterns)
  for (const { source, flags } of found)
    for (const { type } of analyse({ source, flags }).reports)
      problems.push(`${place} takes time that grows faster than its text (${type}): /${source}/${flags}`);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
