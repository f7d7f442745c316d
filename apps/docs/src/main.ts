import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { llmsText } from "./llms.ts";
import { handWrittenPages, writePage } from "./pages.ts";
import { referencePages } from "./reference/pages.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const folder = join(dist, "pages");
const isCode = (path: string) => !path.endsWith(".map");

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const sections = (await handWrittenPages(folder)).toSpliced(2, 0, {
  title: "Reference",
  pages: await referencePages(),
});
for (const page of sections.flatMap(({ pages }) => pages)) {
  await writePage(folder, page);
  // Files in `public` are on the site as they are.
  await writePage(join(folder, "public"), page);
}
await writeFile(join(folder, "public/llms.txt"), llmsText(sections));
await copyMermaid();
const sidebar = sections.map(({ title, pages }) => ({
  text: title,
  collapsed: ["Reference", "Decisions"].includes(title),
  items: pages.map(({ path, title }) => ({ text: title, link: `/${path.replace(/index$/, "")}` })),
}));
const nav = sections.flatMap(({ title, pages: [first] }) =>
  first && ["Build on it", "Reference", "Operate", "Internals"].includes(title)
    ? [{ text: title, link: `/${first.path}` }]
    : [],
);
await writeFile(join(dist, "site.json"), JSON.stringify({ sidebar, nav }));

/** Copies Mermaid's build for browsers, whose parts load each other by relative addresses. */
async function copyMermaid(): Promise<void> {
  const build = dirname(fileURLToPath(import.meta.resolve("mermaid")));
  for (const part of ["mermaid.esm.min.mjs", "chunks/mermaid.esm.min"])
    await cp(join(build, part), join(folder, "public/mermaid", part), { recursive: true, filter: isCode });
}
