import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { base } from "./base.ts";
import { handWrittenPages, type WrittenPage, writePage } from "./pages.ts";
import { referencePages } from "./reference/pages.ts";

type Section = { title: string; pages: readonly WrittenPage[] };

/** Returns the text of `llms.txt`: an index of all pages for language models, which read the Markdown beside each page. */
function llmsText(sections: readonly Section[]): string {
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
  const words = first.replaceAll(/\s+/g, " ").replaceAll(/\[([^[\]]*)\]\([^()]*\)/g, "$1");
  return words === "" || words.length > 200 ? "" : `: ${words}`;
}

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const folder = join(dist, "pages");

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const written = await handWrittenPages(folder);
const beforeOperate = written.findIndex(({ title }) => title === "Operate");
const sections = written.toSpliced(beforeOperate, 0, {
  title: "Reference",
  pages: await referencePages(),
});
for (const page of sections.flatMap(({ pages }) => pages)) {
  await writePage(folder, page);
  // Files in `public` are on the site as they are.
  await writePage(join(folder, "public"), page);
}
await writeFile(join(folder, "public/llms.txt"), llmsText(sections));
// A page loads it only if it has a diagram: see the theme.
await copyFile(fileURLToPath(import.meta.resolve("@mermaid-js/tiny")), join(folder, "public/mermaid.js"));
const sidebar = sections.map(({ title, pages }) => ({
  text: title,
  collapsed: ["Reference", "Decisions"].includes(title),
  items: pages.map(({ path, title }) => ({ text: title, link: `/${path.replace(/index$/, "")}` })),
}));
const nav = sections.flatMap(({ title, pages: [first] }) =>
  first && ["Use it", "Build on it", "Tutorials", "Reference", "Operate it", "Work on it"].includes(title)
    ? [{ text: title, link: `/${first.path}` }]
    : [],
);
await writeFile(join(dist, "site.json"), JSON.stringify({ sidebar, nav }));
