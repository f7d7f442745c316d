import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unpack } from "@caretype/client/pack";
import { freePort } from "@caretype/postgres/free-port";
import { clusterVariable, fastFolder, testTimeout, waitTimeout } from "@caretype/test-database";
import { chromiumFolder, hasChromium, startChromium, unpackChromium } from "@caretype/testing/browser";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

// The published package: built, packed, and unpacked in a project with the client only.

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = path.join(root, "..");
const workspace = path.join(packages, "..");
/** Parent folders for packages of the workspace. */
const installations = ["packages/*", "apps/server", "."].flatMap((pattern) =>
  globSync(`${pattern}/node_modules`, { cwd: workspace }).map((name) => path.join(workspace, name)),
);

let folder: string;
let user: string;
let modules: string;
/** Without this run's cluster. All started programs use this folder, and end with it. */
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "caretype-kit-"));
  user = path.join(folder, "user");
  modules = path.join(user, "node_modules");
  const { [clusterVariable]: _, VITEST: __, FORCE_COLOR: ___, ...others } = process.env;
  environment = { ...others, NO_COLOR: "1" };
  await Promise.all([unpack("testing", modules), unpack("client", modules)]);
  const kit = JSON.parse(await readFile(path.join(modules, "@caretype/testing/package.json"), "utf8"));
  const needed = [...Object.keys(kit.dependencies), ...Object.keys(kit.optionalDependencies)];
  for (const name of [...needed, "@trpc/client", "vitest", "@playwright/test", "@types/node"])
    await link(name);
  await writeFile(path.join(user, "package.json"), '{ "type": "module" }');
  await cp(path.join(root, "examples"), user, { recursive: true });
});

afterAll(() => rm(folder, { recursive: true }));

/** Like an offline `npm install`. Omits binaries for other systems. */
async function link(name: string) {
  const installed = installations.map((each) => path.join(each, name)).find((each) => existsSync(each));
  if (!installed) return;
  const target = path.join(modules, name);
  await mkdir(path.dirname(target), { recursive: true });
  await symlink(installed, target);
}

const runNode = (words: string[], settings: Record<string, string> = {}) =>
  run(process.execPath, words, { cwd: user, env: { ...environment, ...settings } }).then(
    ({ stdout }) => ({ failed: false, output: stdout }),
    (error: { stdout: string; stderr: string }) => ({ failed: true, output: error.stdout + error.stderr }),
  );

describe("the packed kit", () => {
  it("has bundles, types and migrations, and names no package of the workspace but the client", async () => {
    const kit = path.join(modules, "@caretype/testing");
    expect((await readdir(kit)).sort()).toEqual([
      "LICENSE",
      "README.md",
      "lib",
      "migrations",
      "package.json",
    ]);
    for (const name of await readdir(path.join(kit, "lib"))) {
      const text = await readFile(path.join(kit, "lib", name), "utf8");
      // Examples in comments import the kit.
      expect(text, name).not.toMatch(/^(?! *\*).*(?:from|import\() ?"@caretype\/(?!client")/m);
      expect(text, name).not.toContain(workspace);
    }
    const { dependencies, peerDependencies } = JSON.parse(
      await readFile(path.join(kit, "package.json"), "utf8"),
    );
    const ranges = Object.values({ ...dependencies, ...peerDependencies });
    expect(ranges.filter((range) => !/^\^\d+\.\d+\.\d+$/.test(String(range)))).toEqual([]);
    const onlyOurTests = /playwright|chromium|vitest|esbuild|commander/;
    expect(Object.keys(dependencies).filter((name) => onlyOurTests.test(name))).toEqual([]);
  });

  it("has types that strict programs accept", async () => {
    const compilerOptions = {
      target: "ES2024",
      lib: ["ES2024", "ESNext.Disposable", "DOM"],
      module: "NodeNext",
      types: ["node"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
    };
    const names = await readdir(user, { recursive: true });
    const files = names.filter((name) => /^(?:playwright\/)?[\w.-]+\.ts$/.test(name));
    expect(files.length).toBeGreaterThan(6);
    await writeFile(path.join(user, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    const tsc = path.join(workspace, "node_modules/typescript/bin/tsc");
    const { output } = await runNode([tsc, "--checkers", "1", "--pretty", "false", "-p", user]);
    const errors = output.split("\n").filter((line) => /^\S/.test(line));
    // We cannot fix tRPC's and vitest's types, which name missing packages.
    const isOurs = (line: string) => !/^[^(]*node_modules\/(?!@caretype\/)/.test(line);
    expect(errors.filter(isOurs)).toEqual([]);
  });

  it.runIf(hasChromium)("runs in Playwright, for pages that call the backend", async () => {
    const { executablePath, libraries } = await unpackChromium(chromiumFolder);
    const bounds = { timeout: testTimeout(), expect: { timeout: waitTimeout() } };
    // In place of `npx playwright install`.
    await writeFile(
      path.join(user, "playwright/ours.config.js"),
      `import config from "./playwright.config.ts";
      const env = { ...process.env, LD_LIBRARY_PATH: ${JSON.stringify(libraries)}, HOME: ${JSON.stringify(folder)} };
      const launchOptions = { executablePath: ${JSON.stringify(executablePath)}, args: ["--no-sandbox"], env };
      export default { ...config, ...${JSON.stringify(bounds)}, use: { ...config.use, launchOptions } };`,
    );
    const playwright = path.join(modules, "@playwright/test/cli.js");
    const words = [playwright, "test", "--config", "playwright/ours.config.js"];
    const { failed, output } = await runNode(words, { APP_PORT: String(await freePort()) });
    expect(output).toMatch(/^ +1 passed/m);
    expect(failed).toBe(false);
  });

  it.runIf(process.platform === "linux")("leaves nothing behind if its process is killed", async () => {
    const script = `
      import { startBackend } from "@caretype/testing";
      const { databaseUrl } = await startBackend();
      console.log(databaseUrl);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      cwd: user,
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface(child.stdout);
    const [databaseUrl] = await once(lines, "line");
    const clusters = async () =>
      (await readdir(fastFolder())).filter((name) => /^caretype-cluster-/.test(name));
    const isOpen = () => run("bash", ["-c", `exec 3<>/dev/tcp/127.0.0.1/${new URL(databaseUrl).port}`]);
    await isOpen();
    const before = await clusters();
    child.kill("SIGKILL");
    await once(child, "exit");
    await vi.waitFor(async () => {
      await expect(isOpen()).rejects.toThrow();
      expect((await clusters()).length).toBeLessThan(before.length);
    });
  });

  it.runIf(hasChromium)("has a mock that runs in a browser", async () => {
    await writeFile(
      path.join(user, "story.js"),
      `import { createMockBackend } from "@caretype/testing/mock";
      const backend = createMockBackend({}, { role: "reception" });
      export async function show() {
        const { items } = await backend.client.patient.list.query();
        backend.failNext("PATIENT_NOT_FOUND", { procedure: "patient.byId" });
        const { message } = await backend.client.patient.byId.query({ id: items[0].id }).catch((error) => error);
        return [items[0].name, message];
      }`,
    );
    // For a browser: rejects Node's modules.
    const { outputFiles } = await build({
      absWorkingDir: user,
      entryPoints: ["story.js"],
      bundle: true,
      format: "iife",
      globalName: "story",
      platform: "browser",
      write: false,
    });
    const { browser, close } = await startChromium(1, chromiumFolder);
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
      expect(await page.evaluate("story.show()")).toEqual(["Jane Roe", "No such patient"]);
    } finally {
      await close();
    }
  });

  it("is no part of an app's bundle", async () => {
    await writeFile(path.join(user, "app.js"), 'export { createClient } from "@caretype/client";');
    const { metafile } = await build({
      absWorkingDir: user,
      entryPoints: ["app.js"],
      bundle: true,
      format: "esm",
      platform: "browser",
      metafile: true,
      write: false,
    });
    const inputs = Object.keys(metafile.inputs).filter((name) => name !== "app.js");
    expect(inputs.filter((name) => !/node_modules\/(?:@caretype\/client|@trpc)\//.test(name))).toEqual([]);
  });
});
