/** A page: its file in the repository, and its address without the ending. */
export type Page = { file: string; path: string };
export type Section = { title: string; pages: readonly Page[] };

const inDocs = (...names: string[]): Page[] =>
  names.map((name) => ({ file: `docs/${name}.md`, path: name.replace(/README$/, "index") }));

/** The pages that are written by hand, in the order of the site. */
export const sections: readonly Section[] = [
  {
    title: "Start",
    pages: [{ file: "README.md", path: "index" }, ...inDocs("concepts", "duplicates", "console")],
  },
  {
    title: "Tutorials",
    pages: ["react-page", "next-app", "internal-script", "workers-and-deno", "python"].flatMap((name) =>
      inDocs(`tutorials/${name}`),
    ),
  },
  {
    title: "Build on it",
    pages: [
      ...inDocs("api"),
      { file: "packages/client/README.md", path: "client" },
      ...inDocs(
        "testing",
        "command-line",
        "accounts",
        "roles",
        "appointments",
        "clinical-records",
        "units",
        "days",
        "codes",
        "import",
        "extend",
        "coming-from-django",
        "errors",
      ),
    ],
  },
  {
    title: "Operate",
    pages: inDocs(
      "deployment",
      "scale",
      "backup",
      "monitoring",
      "storage",
      "settings",
      "security",
      "asvs",
      "audit",
    ),
  },
  {
    title: "Internals",
    pages: [
      ...inDocs("architecture"),
      { file: "CONTRIBUTING.md", path: "contributing" },
      ...["procedures", "database", "server", "accounts", "console", "tests", "site", "benchmarks"].flatMap(
        (name) => inDocs(`development/${name}`),
      ),
      ...inDocs("decisions/README"),
    ],
  },
  {
    title: "Project",
    pages: [
      { file: "CHANGELOG.md", path: "changelog" },
      { file: "SECURITY.md", path: "vulnerabilities" },
      { file: "apps/bench/RESULTS.md", path: "measurements" },
    ],
  },
];
