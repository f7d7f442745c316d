import { print } from "../log/output.ts";
import { settingRows } from "../settings/environment.ts";

/** The README's table of settings, in Markdown. */
export function settingsCommand(): void {
  const rows = settingRows().map(({ name, fallback, meaning }) => {
    const shown = fallback === "" ? "" : `\`${fallback}\``;
    return `| \`${name}\` | ${shown} | ${meaning} |`;
  });
  print(["| Setting | Default | Meaning |", "|---|---|---|", ...rows].join("\n"));
}
