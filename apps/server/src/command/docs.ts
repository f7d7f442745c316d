import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { errorDefinitions } from "@caretype/api";
import { print } from "@caretype/cli/output";
import { rolesTable } from "./roles.ts";
import { settingsTable } from "./settings.ts";
import { shellCommand } from "./shell-command.ts";

/** Each table is in its document between `<!-- name -->` and `<!-- /name -->`. */
const tables = { errors: errorsTable, roles: rolesTable, settings: settingsTable };

/**
 * Writes the generated tables into docs/.
 * With `check`, only reports those that are out of date.
 */
export async function docsCommand({ check = false }: { check?: boolean }): Promise<void> {
  const stale: string[] = [];
  for (const [name, table] of Object.entries(tables)) {
    const file = fileURLToPath(new URL(`../../../../docs/${name}.md`, import.meta.url));
    const text = await readFile(file, "utf8");
    const written = withTable(text, name, table());
    if (written === text) continue;
    stale.push(`docs/${name}.md`);
    if (!check) await writeFile(file, written);
  }
  if (check && stale.length > 0) {
    throw new Error(`${stale.join(", ")}: out of date. Update with \`${shellCommand("docs")}\`.`);
  }
  print(stale.length > 0 ? `Written: ${stale.join(", ")}.` : "The tables in docs/ are up to date.");
}

function withTable(text: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->\n`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`docs/${name}.md has no comments that mark the place of its table.`);
  return `${text.slice(0, from + start.length)}${table}\n${text.slice(to)}`;
}

function errorsTable(): string {
  const rows = Object.entries(errorDefinitions)
    .sort(([code, one], [otherCode, other]) => one.status - other.status || code.localeCompare(otherCode))
    .map(([code, { status, title, cure }]) => `| \`${code}\` | ${status} | ${title} | ${cure} |`);
  return ["| Code | HTTP status | Title | What to do |", "|---|---|---|---|", ...rows].join("\n");
}
