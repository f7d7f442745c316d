import { base } from "./base.ts";
import type { WrittenPage } from "./pages.ts";

type Section = { title: string; pages: readonly WrittenPage[] };

/** Returns the text of `llms.txt`: an index of all pages for language models, which read the Markdown beside each page. */
export function llmsText(sections: readonly Section[]): string {
  const parts = sections.map(({ title, pages }) =>
    [
      `## ${title}`,
      "",
      ...pages.map((page) => `- [${page.title}](${base}${page.path}.md)${summaryOf(page)}`),
    ].join("\n"),
  );
  return `# Caretype

> An end-to-end type-safe backend for healthcare records: typed calls with tRPC, REST with OpenAPI 3.1, on PostgreSQL.

Each page is also there as Markdown, with \`.md\` in the place of \`.html\`. The running server has its OpenAPI document
at \`/openapi.json\`.

${parts.join("\n\n")}
`;
}

/** The first sentence after the heading, if the page begins with one. */
function summaryOf({ text }: WrittenPage): string {
  const [, first = ""] = /^# .+\n\n([A-Z][\s\S]*?\.)(?=\s)/.exec(text) ?? [];
  const words = first.replaceAll(/\s+/g, " ").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return words === "" || words.length > 200 ? "" : `: ${words}`;
}
