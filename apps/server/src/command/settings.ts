import { print } from "@caretype/cli/output";
import { settingRows } from "../settings/environment.ts";

export function settingsTable(): string {
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
