import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Nodes, Root } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import type { VFile } from "vfile";

type Options = {
  maxWords: number;
  maxLines: Record<string, number>;
  generated: string[];
  /** Names of other programs, such as settings of PostgreSQL, which no source here has. */
  foreignNames: string[];
};

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/** A clause in place of a noun, such as "Who has two practices names one", is hard to read. */
const clumsyStarts = /^(?:Of|Who|Whoever|Whose)\s[^?]*$/;

/** A remark plugin that checks the length of sentences and files, and that named files exist. */
export default function checkDocument({ maxWords, maxLines, generated, foreignNames }: Options) {
  return (tree: Root, file: VFile): void => {
    const path = relative(process.cwd(), file.path);
    const lines = String(file).trimEnd().split("\n").length;
    const allowed = maxLines[path] ?? Number.POSITIVE_INFINITY;
    if (lines > allowed) file.message(`The file has ${lines} lines; the maximum is ${allowed}`);
    visit(tree, "inlineCode", (code) => {
      if (isMissing(code.value)) file.message(`There is no ${code.value}`, code);
      for (const name of unknownNames(code.value, foreignNames))
        file.message(`No source has the name ${name}`, code);
    });
    visit(tree, "tableCell", (cell) => {
      for (const problem of titleProblems(cell.children, dirname(path))) file.message(problem, cell);
    });
    if (generated.includes(path)) return;
    visit(tree, ["paragraph", "tableCell", "heading"], (node) => {
      for (const problem of problemsOf(textOf(node), maxWords)) file.message(problem, node);
      return SKIP;
    });
  };
}

const isPath = (code: string) => /^(?:packages|apps|docs|\.ci)\/[\w./-]+$/.test(code);

const sources = globSync(
  ["{packages,apps,.ci,deploy}/**/*.{ts,tsx,js,sql,json,sh,yaml,service}", "*.{json,yaml,ts}"],
  {
    exclude: (path) => /(?:^|\/)(?:node_modules|dist|releases|results)$/.test(path),
  },
);
const words = new Set(sources.flatMap((path) => readFileSync(path, "utf8").match(/[A-Za-z_]\w*/g) ?? []));

/** REST spells names in snake case, which no source does. */
const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Names in camel or snake case, such as `patientId` and `ctx.audit.unchanged()`, that no source has. */
function unknownNames(code: string, foreign: readonly string[]): string[] {
  const name = /^[A-Za-z_][\w.]*(?=(?:\(.*\))?$)/.exec(code)?.[0] ?? "";
  const isKnown = (part: string) => words.has(part) || words.has(camelCase(part)) || foreign.includes(part);
  return name.split(".").filter((part) => /[a-z][A-Z]|_/.test(part) && !isKnown(part));
}

/** After a link to a test, a table names titles that the file has. So a test that is renamed or removed is missed. */
function* titleProblems(cell: readonly Nodes[], folder: string): Generator<string> {
  let test: { url: string; titles: number; source: string } | undefined;
  const unnamed = () => (test?.titles === 0 ? [`No title of a test follows ${test.url}`] : []);
  for (const node of cell) {
    if (node.type === "link") {
      yield* unnamed();
      const { url } = node;
      const target = join(folder, url);
      const isTest = url.endsWith(".test.ts") && existsSync(target);
      test = isTest ? { url, titles: 0, source: readFileSync(target, "utf8") } : undefined;
    } else if (node.type === "inlineCode" && test) {
      test.titles += 1;
      if (!test.source.includes(`"${node.value}"`)) yield `${test.url} has no test "${node.value}"`;
    }
  }
  yield* unnamed();
}

/** What a build writes is missing from a fresh clone. */
const isBuilt = (path: string) => path.split("/").includes("dist");

const isMissing = (code: string) => isPath(code) && (isBuilt(code) || !existsSync(code));

/** Code counts as one word, whatever is in it. */
function textOf(node: Nodes): string {
  if (node.type === "inlineCode") return "Code";
  if ("children" in node) return node.children.map(textOf).join("");
  return "value" in node ? node.value : " ";
}

function* problemsOf(text: string, maxWords: number): Generator<string> {
  // A line break would end a sentence.
  for (const { segment } of sentences.segment(text.replaceAll(/\s+/g, " "))) {
    const words = segment.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    const start = segment.slice(0, 60).trim();
    if (words > maxWords) yield `A sentence has ${words} words; the maximum is ${maxWords}: ${start}…`;
    if (clumsyStarts.test(segment.trim())) yield `A sentence begins with a clause or "Of": ${start}…`;
  }
}
