import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string) => readFile(`${root}${path}`, "utf8");

const backend = await startCaretype();
afterAll(() => backend.stop());
const environment = { ...process.env, CARETYPE_URL: backend.url };

/** The code blocks of one language, without their fences. */
const blocks = (markdown: string, language: string) =>
  [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code);

describe("the README", async () => {
  const readme = await read("README.md");

  it("shows the TypeScript example, which runs", async () => {
    const path = "packages/client/examples/quickstart.ts";
    expect(blocks(readme, "ts")).toEqual([await read(path)]);
    const { stdout } = await run(process.execPath, [`${root}${path}`], { env: environment });
    expect(stdout).toBe("The doctor is already assigned to this patient\nJane Roe, 41\n");
  });

  it("shows the curl example, which runs", async () => {
    const path = "apps/server/examples/quickstart.sh";
    expect(blocks(readme, "sh")).toEqual([await read(path)]);
    const { stdout } = await run("bash", ["-eu", `${root}${path}`], { env: environment });
    expect(stdout).toContain('"reason_for_visit":"Palpitations"');
    expect(stdout).toContain('"code":"ALREADY_ASSIGNED"');
    expect(stdout).toMatch(/\[\{"id":"[^"]+","name":"Jane Roe"/);
  });

  it("lists every setting", async () => {
    const command = [`${root}apps/server/src/main.js`, "settings"];
    expect(readme).toContain((await run(process.execPath, command)).stdout);
  });

  it("has the table of roles as the code has it", async () => {
    const [, table] = /^<!-- roles -->\n(.*?)^<!-- \/roles -->$/ms.exec(readme) ?? [];
    const command = [`${root}apps/server/src/main.js`, "roles"];
    expect(table).toBe((await run(process.execPath, command)).stdout);
  });

  it("names REST paths that the OpenAPI document has", async () => {
    const { paths } = JSON.parse(await read("apps/server/openapi.json"));
    const lines = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const named = [...readme.matchAll(/`(?:(GET|POST|PUT|PATCH|DELETE) )?(\/[\w{}/-]+)(…?)`/g)].filter(
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

  it("counts no lines or files of the code, which would be wrong after the next change", async () => {
    const documents = [readme, await read("CONTRIBUTING.md"), await read("packages/client/README.md")];
    const counts = /(?:our own|about|some) [\d,]+ lines|\b(?:two|three|four|five) files\b/gi;
    expect(documents.flatMap((text) => text.match(counts) ?? [])).toEqual([]);
  });

  it("names commands and files that exist", async () => {
    const { scripts } = JSON.parse(await read("package.json"));
    const commands = [...readme.matchAll(/pnpm@12 (\w+)/g)].map(([, name]) => name);
    for (const command of commands) expect(Object.keys(scripts)).toContain(command);
    for (const [, path = ""] of readme.matchAll(/`((?:packages|apps)\/[\w/-]+)\/?`/g)) {
      await expect(run("ls", [`${root}${path}`])).resolves.toBeDefined();
    }
  });
});

describe("CONTRIBUTING", () => {
  it("shows a procedure as it stands in the code", async () => {
    const [snippet = ""] = blocks(await read("CONTRIBUTING.md"), "ts");
    expect(snippet).toContain("protectedProcedure(");
    expect(await read("packages/api/src/patient/router.ts")).toContain(snippet);
  });
});
