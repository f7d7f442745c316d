import { execFile } from "node:child_process";
import { glob, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { serviceSettings } from "../src/service-settings.ts";
import { createServerCommandHost } from "./server-command-host.ts";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string) => readFile(`${root}${path}`, "utf8");

const paths = ["README.md", "CONTRIBUTING.md", "packages/client/README.md"];
for await (const path of glob("docs/**/*.md", { cwd: root })) paths.push(path);
const documents = await Promise.all(paths.map(async (path) => ({ path, text: await read(path) })));
const everything = documents.map(({ text }) => text).join("\n");

/** A code block. `file` is its source file: ```` ```ts path/to/file ````. */
type Block = { path: string; language: string; file: string; code: string };

const blocks: Block[] = documents.flatMap(({ path, text }) =>
  [...text.matchAll(/^```(\w*)(?: (\S+))?\n(.*?)^```$/gms)].map(
    ([, language = "", file = "", code = ""]) => ({
      path,
      language,
      file,
      code,
    }),
  ),
);
const commands = blocks
  .filter(({ language, file }) => language === "sh" && file === "")
  .flatMap(({ path, code }) =>
    code
      .trimEnd()
      .split("\n")
      .map((command) => ({ path, command })),
  );

const backend = await startCaretype();
const host = createServerCommandHost();
afterAll(() => {
  host.end();
  return backend.stop();
});
const environment = {
  ...process.env,
  CARETYPE_URL: backend.url,
  CARETYPE_ENV_FILE: "none",
  CARETYPE_PASSWORD: "nine lives of a lamp",
  DATABASE_URL: backend.databaseUrl,
  SECRET_KEY: serviceSettings.secretKey,
};
const shell = (script: string) => execute("bash", ["-euc", script], { env: environment, cwd: root });

describe("blocks of code", () => {
  it.each(blocks.filter(({ file }) => file !== ""))(
    "$path shows the current $file",
    async ({ file, code }) => {
      expect(await read(file)).toContain(code);
    },
  );

  it("name the file of each TypeScript example", () => {
    expect(blocks.filter(({ language, file }) => language === "ts" && file === "")).toEqual([]);
  });

  it("show every example", async () => {
    const examples: string[] = [];
    for await (const path of glob("{apps,packages}/*/examples/*", { cwd: root })) examples.push(path);
    expect(examples.length).toBeGreaterThan(5);
    // Some files only support the others, also in a folder.
    const sources = await Promise.all(examples.filter((path) => path.endsWith(".ts")).map(read));
    const isImported = (path: string) =>
      sources.some((source) => source.includes(`import "./${path.split("/").at(-1)}"`));
    const isShown = (path: string) =>
      isImported(path) || blocks.some(({ file }) => file === path || file.startsWith(`${path}/`));
    expect(examples.filter((path) => !isShown(path))).toEqual([]);
  });

  it("have an internal script that runs with an API key", async () => {
    const { client } = await backend.signUp();
    await client.patient.create.mutate({ name: "Jane Roe", gender: "female", dateOfBirth: "1985-03-01" });
    const { key } = await client.apiKey.create.mutate({ name: "Script", permissions: ["patient:read"] });
    const script = `'${process.execPath}' packages/client/examples/unassigned.ts`;
    const { stdout } = await shell(`CARETYPE_API_KEY=${key} ${script}`);
    expect(stdout).toBe("Jane Roe\t1985-03-01\n");
    await expect(shell(`CARETYPE_API_KEY=ct_made-up ${script}`)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^CARETYPE_API_KEY is missing, or no valid key of this server\.$/m),
    });
  });

  it("have an import script that runs, and names the lines that it left out", async () => {
    const { client } = await backend.signUp();
    const permissions = ["import:run", "import:read", "patient:read"] as const;
    const { key } = await client.apiKey.create.mutate({ name: "Script", permissions: [...permissions] });
    const folder = await mkdtemp(join(tmpdir(), "caretype-import-"));
    const table = join(folder, "patients.csv");
    await writeFile(table, "No;Name;Sex;Born\n17;Jane Roe;F;3.2.1984\n18;John Doe;M;31.2.1984\n");
    const script = `'${process.execPath}' packages/client/examples/import.ts '${table}'`;
    const { stdout, stderr } = await shell(`CARETYPE_API_KEY=${key} ${script}`);
    await rm(folder, { recursive: true });
    expect(stdout).toMatch(/^Line 3, Born: .+\ndone: 1 patients, 1 rows left out\n$/);
    expect(stderr).toContain("sending: 2 of 2");
  });

  it("have an import with curl that runs", async () => {
    const { stdout } = await shell("bash -eu apps/server/examples/import.sh");
    expect(stdout).toContain('"state":"checked"');
    expect(stdout).toContain('"state":"done"');
    expect(stdout).toContain('"patients":2');
  });

  it("have the first entries of a chart with curl that run", async () => {
    const { stdout } = await shell("bash -eu apps/server/examples/chart.sh");
    const [summary = ""] = stdout.trim().split("\n").slice(-1);
    expect(JSON.parse(summary)).toMatchObject({
      allergies_known: "listed",
      allergies: [{ substance: { text: "Penicillin" } }],
      problems: [{ code: { text: "Asthma" } }],
      medications: [{ drug: { text: "Salbutamol" } }],
      vitals: [{ value: { number: "38.50", unit: "Cel" } }],
      encounters: [{ status: "in-progress" }],
    });
  });
});

describe("commands", async () => {
  const caretype = "npx -y pnpm@12 caretype ";
  const ours = commands
    .filter(({ command }) => command.startsWith(caretype))
    .map(({ command }) => ({ words: command.slice(caretype.length) }));
  const run = (words: string, ...more: string[]) => {
    const own = (words.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
    return host.run({ words: [...own, ...more], environment, input: "" });
  };
  // These write files in the repository.
  const isWriter = (words: string) => /^(?:docs|openapi)\b/.test(words);

  it("with placeholders exist, with their options", async () => {
    const open = ours.filter(({ words }) => words.includes("<"));
    expect(open.length).toBeGreaterThan(3);
    const byName = Map.groupBy(open, ({ words }) => /^(?:api )?[a-z]+(?: [a-z][a-z-]*)?/.exec(words)?.[0]);
    for (const [name = "", uses] of byName) {
      const { stdout } = await run(name, "--help");
      expect(stdout).toContain(`Usage: caretype ${name} `);
      for (const { words } of uses)
        for (const [option] of words.matchAll(/--[a-z-]+/g)) expect(stdout).toContain(option);
    }
  });

  it("without placeholders run, in the order of the documents", async () => {
    await backend
      .client()
      .auth.register({ email: "sam@example.org", password: "nine lives of a lamp", name: "Sam" });
    const closed = ours.filter(({ words }) => !words.includes("<"));
    expect(closed.length).toBeGreaterThan(8);
    const inOrder = [...closed].sort((a, b) => orderOf(a.words) - orderOf(b.words));
    for (const { words } of inOrder) {
      const ended = await run(words, ...(isWriter(words) ? ["--check"] : []));
      // Output of `audit head` in the first minute, and of `migrate --citus --experimental` on this database.
      if (!/Nothing is sealed yet|The database has no Citus/.test(ended.stderr))
        expect({ words, ...ended }).toMatchObject({ status: 0 });
    }
  });

  it("of pnpm exist", async () => {
    const { scripts } = JSON.parse(await read("package.json"));
    const named = [...everything.matchAll(/pnpm@12 ([a-z][\w:-]*)/g)].map(([, name]) => name);
    const known = [...Object.keys(scripts), "install"];
    expect(named.filter((name = "") => !known.includes(name))).toEqual([]);
  });

  it("start with a program that every reader has", () => {
    const programs = /^(?:npx|npm (?:install|run)|node_modules\/\.bin\/node|bash|python3) /;
    // Continuation lines begin with an option. Other documents have more.
    const ofOperators = /^(?:docker|git|cp|systemctl|curl|(?:[A-Z_]+=\S+ )+npx| {2}--\S+) /;
    const isKnown = ({ path, command }: (typeof commands)[number]) =>
      programs.test(command) ||
      (/(?:deployment|monitoring|backup)\.md$/.test(path) && ofOperators.test(command));
    expect(commands.filter((each) => !isKnown(each))).toEqual([]);
  });

  /** Moves `admin create` to the front, because other commands name the account. */
  const orderOf = (words: string) => Number(!/^(?:admin|practice) create/.test(words));
});

describe("facts from the code", () => {
  it("are REST paths of the OpenAPI document", async () => {
    const { paths: described } = Object(await (await fetch(`${backend.url}/openapi.json`)).json());
    const lines = Object.entries<object>(described).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const named = [...everything.matchAll(/`(?:(GET|POST|PUT|PATCH|DELETE) )?(\/[\w{}/-]+)(…?)`/g)].filter(
      ([, method, path]) => method !== undefined || path?.startsWith("/api/"),
    );
    expect(named.length).toBeGreaterThan(5);
    const unknown = named.filter(([, method, path, isBeginning]) => {
      const isMeant = (line: string) =>
        method === undefined || isBeginning
          ? line.includes(` ${path}`) && line.startsWith(method ?? "")
          : line === `${method} ${path}`;
      return !lines.some(isMeant);
    });
    expect(unknown.map(([text]) => text)).toEqual([]);
  });

  it("contain no counts of lines or files, which the next change would make wrong", () => {
    const counts = /(?:our own|about|some) [\d,]+ lines|\b(?:two|three|four|five) files\b/gi;
    expect(everything.match(counts) ?? []).toEqual([]);
  });
});
