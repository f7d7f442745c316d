import { copyFile, glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A page as VitePress reads it. */
export type WrittenPage = { path: string; title: string; text: string };

/** Returns the title of a page: its first heading. */
const titleOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1] ?? "";

/** Returns the pages that are written by hand, by section, and copies the pictures that they show to `folder`. */
export async function handWrittenPages(
  folder: string,
): Promise<{ title: string; pages: readonly WrittenPage[] }[]> {
  const all = [...sections.flatMap(({ pages }) => pages), ...(await decisions())];
  await requireAllDocuments(all);
  const places = new Map(all.map(({ file, path }) => [file, `/${path}.md`]));
  const pictures = new Set<string>();
  const resolve = (target: string): string | null => {
    if (!target.endsWith(".png")) return places.get(target) ?? null;
    pictures.add(target);
    return `/pictures/${basename(target)}`;
  };
  const read = async ({ file, path }: Page): Promise<WrittenPage> => {
    const text = await readFile(join(root, file), "utf8");
    return { path, title: titleOf(text), text: withSiteLinks(text, file, resolve) };
  };
  const written = await Promise.all(
    sections.map(async ({ title, pages }) => ({ title, pages: await Promise.all(pages.map(read)) })),
  );
  const decided = { title: "Decisions", pages: await Promise.all((await decisions()).map(read)) };
  for (const picture of pictures) {
    const copy = join(folder, "public/pictures", basename(picture));
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(join(root, picture), copy);
  }
  return [...written, decided];
}

async function decisions(): Promise<Page[]> {
  const files = await filesOf("docs/decisions/[0-9]*.md");
  return files.map((file) => ({ file, path: file.replace(/^docs\/|\.md$/g, "") }));
}

async function filesOf(pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(pattern, { cwd: root })) files.push(file);
  return files.sort();
}

async function requireAllDocuments(pages: readonly Page[]): Promise<void> {
  const files = await filesOf("docs/**/*.md");
  const missing = files.filter((file) => !pages.some((page) => page.file === file));
  if (missing.length > 0)
    throw new Error(`Not on the site: ${missing.join(", ")}. Add it to a section in apps/docs/src.`);
}

export async function writePage(folder: string, { path, text }: WrittenPage): Promise<void> {
  const file = join(folder, `${path}.md`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Where the target of a link is on the site. Null: the site does not have it. */
type Resolve = (file: string) => string | null;

/** Code blocks and code in lines, whose brackets are no links. */
const code = /^```.*?^```$|`[^`\n]+`/gms;
const link = /(?<label>!?\[[^[\]]*\])\((?<target>[^()\s]+)\)/g;

/** Returns a document with links to pages of the site. `file` is its own path in the repository. */
function withSiteLinks(text: string, file: string, resolve: Resolve): string {
  // Private characters take the place of code, so that a link may contain some.
  const kept: string[] = [];
  const open = text.replace(code, (part) => `\u{E000}${kept.push(part) - 1}\u{E001}`);
  const linked = open.replace(link, (whole: string, label: string, target: string) => {
    if (/^(?:[a-z]+:|#|\/)/.test(target)) return whole;
    const [path = "", anchor] = target.split("#");
    const found = resolve(posix.join(posix.dirname(file), path));
    if (found === null) return label.replace(/^!?\[|\]$/g, "");
    return `${label}(${found}${anchor === undefined ? "" : `#${anchor}`})`;
  });
  return linked.replace(/\u{E000}(\d+)\u{E001}/gu, (_, index: string) => kept[Number(index)] ?? "");
}

/** A page: its file in the repository, and its address without the ending. */
type Page = { file: string; path: string };
type Section = { title: string; pages: readonly Page[] };

const inDocs = (folder: "use" | "build" | "operate" | "development", ...names: string[]): Page[] =>
  names.map((name) => {
    const file = `${folder}/${name}`;
    return { file: `docs/${file}.md`, path: folder === "development" ? file : name };
  });

/** The pages that are written by hand, by reader, in the order of the site. */
const sections: readonly Section[] = [
  {
    title: "Use it",
    pages: [
      { file: "README.md", path: "index" },
      ...inDocs("use", "concepts", "console", "appointments", "clinical-records", "codes", "units", "days"),
      ...inDocs("use", "duplicates", "import", "accounts", "roles"),
    ],
  },
  {
    title: "Build on it",
    pages: [
      ...inDocs("build", "api"),
      { file: "packages/client/README.md", path: "client" },
      ...inDocs("build", "errors", "testing", "command-line", "extend", "coming-from-django"),
    ],
  },
  {
    title: "Tutorials",
    pages: ["react-page", "next-app", "internal-script", "workers-and-deno", "python"].flatMap((name) =>
      inDocs("build", `tutorials/${name}`),
    ),
  },
  {
    title: "Operate it",
    pages: [
      ...inDocs("operate", "deployment", "settings", "monitoring", "backup", "storage", "scale", "audit"),
      ...inDocs("operate", "security", "asvs"),
      { file: "SECURITY.md", path: "vulnerabilities" },
    ],
  },
  {
    title: "Work on it",
    pages: [
      { file: "CONTRIBUTING.md", path: "contributing" },
      ...inDocs("development", "architecture", "procedures", "database", "server", "accounts", "console"),
      ...inDocs("development", "tests", "site", "benchmarks"),
      { file: "apps/bench/RESULTS.md", path: "measurements" },
      { file: "CHANGELOG.md", path: "changelog" },
      { file: "docs/decisions/README.md", path: "decisions/index" },
    ],
  },
];
