import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import {
  errorDefinitions,
  grantable,
  notFoundOf,
  type Permission,
  permissionDescriptions,
  permissions,
  permissionsOfStaff,
  recordKinds,
  rolePermissions,
  roles,
} from "@caretype/api";
import { print } from "@caretype/cli/output";
import { shellCommand } from "../log/shell-command.ts";
import { envExample } from "../settings/env-example.ts";
import { settingRows } from "../settings/environment.ts";

type Holder = { name: string; may: (permission: Permission) => boolean };

const holders: Holder[] = [
  ...roles.map((role) => ({
    name: role,
    may: (requested: Permission) => rolePermissions[role].has(requested),
  })),
  { name: "API key", may: (requested) => grantable.includes(requested) },
  { name: "staff", may: (requested) => permissionsOfStaff(null).has(requested) },
];

function rolesTable(): string {
  const rows = permissions.map((permission) => {
    const marks = holders.map(({ may }) => (may(permission) ? "✓" : " "));
    return `| ${[`\`${permission}\``, ...marks, permissionDescriptions[permission]].join(" | ")} |`;
  });
  const head = ["Permission", ...holders.map(({ name }) => name), "Allows to"];
  const rule = ["---", ...holders.map(() => ":-:"), "---"];
  return [`| ${head.join(" | ")} |`, `|${rule.join("|")}|`, ...rows].join("\n");
}

/** What each role may do, in Markdown. */
export function rolesCommand(): void {
  print(rolesTable());
}

/** Each table is in its document between `<!-- name -->` and `<!-- /name -->`. */
const tables = [
  ["docs/build/errors.md", "errors", errorsTable],
  ["docs/use/roles.md", "roles", rolesTable],
  ["docs/operate/settings.md", "settings", settingsTable],
] as const;

/** The generated files, and what becomes of their texts. */
const generated: readonly (readonly [path: string, write: (text: string) => string])[] = [
  ...tables.map(([path, name, table]) => [path, (text: string) => withTable(text, name, table())] as const),
  [".env.example", envExample],
];

/**
 * Writes the generated tables into docs/, and .env.example.
 * With `check`, only reports those that are out of date.
 */
export async function docsCommand({ check = false }: { check?: boolean }): Promise<void> {
  const stale: string[] = [];
  for (const [path, write] of generated) {
    const file = fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
    const text = await readFile(file, "utf8");
    const written = write(text);
    if (written === text) continue;
    stale.push(path);
    if (!check) await writeFile(file, written);
  }
  if (check && stale.length > 0) {
    throw new Error(`${stale.join(", ")}: out of date. Update with \`${shellCommand("docs")}\`.`);
  }
  print(
    stale.length > 0
      ? `Written: ${stale.join(", ")}.`
      : "The tables in docs/ and .env.example are up to date.",
  );
}

function withTable(text: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->\n`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`docs/${name}.md has no comments that mark the place of its table.`);
  return `${text.slice(0, from + start.length)}${table}\n${text.slice(to)}`;
}

function errorsTable(): string {
  const cure = "Find the record with its feature's list, such as `room.list` for `ROOM_NOT_FOUND`.";
  // The codes that differ only by their kind of record share a row.
  const ofKinds = new Set<string>(Object.keys(recordKinds).map(notFoundOf));
  const rows = Object.entries(errorDefinitions)
    .filter(([code]) => !ofKinds.has(code))
    .concat([["<KIND>_NOT_FOUND", { ...errorDefinitions.ROOM_NOT_FOUND, title: "No such record", cure }]])
    .sort(([code, one], [otherCode, other]) => one.status - other.status || code.localeCompare(otherCode))
    .map(([code, { status, title, cure }]) => `| \`${code}\` | ${status} | ${title} | ${cure} |`);
  return ["| Code | HTTP status | Title | What to do |", "|---|---|---|---|", ...rows].join("\n");
}

function settingsTable(): string {
  const rows = settingRows().map(({ name, fallback, meaning }) => {
    const shown = fallback === "" ? "" : `\`${fallback}\``;
    return `| \`${name}\` | ${shown} | ${meaning} |`;
  });
  return ["| Setting | Default | Meaning |", "|---|---|---|", ...rows].join("\n");
}

/** Every setting with its default and meaning, in Markdown. */
export function settingsCommand(): void {
  print(settingsTable());
}
