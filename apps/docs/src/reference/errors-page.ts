import { errorDefinitions } from "@caretype/api";
import type { WrittenPage } from "../pages.ts";
import { cell } from "./schema-text.ts";

/** Returns the page of all error codes, by HTTP status. */
export function errorsPage(): WrittenPage {
  const all = Object.entries(errorDefinitions);
  const statuses = [...new Set(all.map(([, { status }]) => status))].sort((one, other) => one - other);
  const parts = statuses.flatMap((status) => [
    `## Status ${status}`,
    ...all
      .filter(([, definition]) => definition.status === status)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(
        ([code, { title, cause, cure }]) =>
          `### ${code}\n\n**${cell(title)}.** ${cell(cause)}\n\n**What to do:** ${cell(cure)}`,
      ),
  ]);
  return {
    path: "reference/errors",
    title: "Errors",
    text: [
      "# Errors",
      "Each code with its cause and what to do. Names are those of typed calls: REST has them in snake_case.",
      ...parts,
    ].join("\n\n"),
  };
}
