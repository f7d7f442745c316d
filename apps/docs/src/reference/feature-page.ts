import { deprecationText } from "@caretype/api";
import { kebabCase } from "@caretype/cli/feature-names";
import { withoutCommand } from "@caretype/cli/procedure-definitions";
import { inWireNames } from "@caretype/server/rest/names";
import type { WrittenPage } from "../pages.ts";
import { commandExample, curlExample, exampleInput, typedExample } from "./examples.ts";
import type { ReferenceProcedure } from "./procedures.ts";
import { cell, fieldRows, fieldTable, typeText } from "./schema-text.ts";

export const pathOfFeature = (feature: string): string => `reference/${kebabCase(feature)}`;

export async function featurePage(
  { name, description }: { name: string; description: string },
  procedures: readonly ReferenceProcedure[],
): Promise<WrittenPage> {
  const own = procedures.filter(({ feature }) => feature === name);
  const parts = await Promise.all(own.map(procedureText));
  // Excludes procedures of the API itself.
  const title = name === "procedure" ? "procedure (clinical)" : name;
  return {
    path: pathOfFeature(name),
    title,
    text: [`# ${title}`, `${description}.`, summaryTable(own), ...parts].join("\n\n"),
  };
}

function summaryTable(procedures: readonly ReferenceProcedure[]): string {
  const rows = procedures.map(({ path, summary }) => `| [${path}](#${anchorOf(path)}) | ${cell(summary)} |`);
  return ["| Procedure | What it does |", "|---|---|", ...rows].join("\n");
}

const linkToProcedure = (path: string): string =>
  `[${path}](/${pathOfFeature(path.replace(/\..*/, ""))}.md#${anchorOf(path)})`;

/** GitHub's anchor of a heading. */
const anchorOf = (path: string): string => path.toLowerCase().replaceAll(".", "");

async function procedureText(procedure: ReferenceProcedure): Promise<string> {
  const { path, summary, meta, route } = procedure;
  return [
    `## ${path}`,
    `${cell(summary)}. ${requirementsOf(procedure)}`,
    meta.deprecation ? `**Deprecated** ${deprecationText(meta.deprecation, linkToProcedure)}` : "",
    route ? `REST: \`${route.method} /api${route.pattern}\`` : `Not on REST: ${cell(meta.internal ?? "")}.`,
    cell(inWireNames(meta.rest?.description ?? "")),
    ...inputText(procedure),
    ...answerText(procedure),
    ...errorsText(procedure),
    await examplesText(procedure),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function requirementsOf({ meta: { guard } }: ReferenceProcedure): string {
  if (guard?.kind !== "protected") return "Needs no sign-in.";
  const recently = guard.requireRecentAuth ? " and a sign-in of the last ten minutes" : "";
  return `Requires the permission \`${guard.permission}\`${recently}.`;
}

function inputText({ input, route }: ReferenceProcedure): string[] {
  const rows = fieldRows(input);
  return rows.length === 0
    ? []
    : ["**Input**", fieldTable(rows, { isInput: true, isOnRest: route !== null })];
}

function answerText({ output, route }: ReferenceProcedure): string[] {
  const rows = fieldRows(output);
  const items = rows.length > 1 && rows[0]?.name === "items" && route ? "REST answers the items alone." : "";
  if (rows.length > 0)
    return ["**Answer**", fieldTable(rows, { isInput: false, isOnRest: route !== null }), items];
  const { $schema: _version, $defs: _records, ...type } = output;
  return ["**Answer**", Object.keys(type).length === 0 ? "Nothing." : `${typeText(output)}.`];
}

/** The errors in the client's type. Any call may also be refused with a general code. */
function errorsText({ meta: { errors = [] }, input }: ReferenceProcedure): string[] {
  const codes = [...errors, ...(fieldRows(input).length > 0 ? ["INVALID_INPUT"] : [])];
  if (codes.length === 0) return [];
  return [
    "**Errors**",
    codes.map((code) => `[${code}](/reference/errors.md#${code.toLowerCase()})`).join(", "),
  ];
}

async function examplesText(procedure: ReferenceProcedure): Promise<string> {
  const input = await exampleInput(procedure.path);
  const typed = typedExample(procedure, input);
  const curl = curlExample(procedure, input);
  const command = commandExample(procedure, input);
  const blocks = [
    ...(typed === null ? [] : [`\`\`\`ts [TypeScript]\n${typed}\n\`\`\``]),
    ...(curl === null ? [] : [`\`\`\`sh [curl]\n${curl}\n\`\`\``]),
    ...(command === null ? [] : [`\`\`\`sh [Command line]\n${command}\n\`\`\``]),
  ];
  const why = withoutCommand[procedure.path];
  const note = why === undefined ? "" : `\n\nNo command: ${why}.`;
  return `**Examples**\n\n::: code-group\n\n${blocks.join("\n\n")}\n\n:::${note}`;
}
