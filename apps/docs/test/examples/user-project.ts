import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unpack } from "@caretype/client/pack";

const execute = promisify(execFile);
const workspace = fileURLToPath(new URL("../../../../", import.meta.url));
/** Parent folders for packages of the workspace. */
const installations = ["apps/console", "packages/client", ""].map((name) =>
  path.join(workspace, name, "node_modules"),
);

/** A project outside the workspace, with an example's files. */
export type UserProject = AsyncDisposable & {
  folder: string;
  /** Runs a program. `output` contains both streams. */
  run(program: string, words: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Result>;
  /** Returns the compiler's errors with the project's own settings, and with those for libraries. */
  typeErrors(): Promise<string[]>;
};

type Result = { failed: boolean; output: string };

/**
 * Creates a project, empty or from an example. Links `packages` and the packed client, like `npm install` without the
 * network.
 */
export async function createProject(
  example: string | null,
  packages: readonly string[],
): Promise<UserProject> {
  const project = await copyExample(example);
  const modules = path.join(project.folder, "node_modules");
  await unpack("client", modules);
  const packed = await readFile(path.join(modules, "@caretype/client/package.json"), "utf8");
  const { dependencies }: { dependencies: object } = JSON.parse(packed);
  for (const name of [...Object.keys(dependencies), ...packages]) await link(name, modules);
  return project;
}

/** Copies an example without installing packages. */
export async function copyExample(example: string | null): Promise<UserProject> {
  const folder = await mkdtemp(path.join(tmpdir(), "caretype-example-"));
  if (example !== null)
    await cp(path.join(workspace, "apps/docs/examples", example), folder, { recursive: true });
  const run: UserProject["run"] = (program, words, environment = {}) =>
    execute(program, words, { cwd: folder, env: { ...process.env, ...environment } }).then(
      ({ stdout, stderr }) => ({ failed: false, output: stdout + stderr }),
      (error: { stdout: string; stderr: string }) => ({ failed: true, output: error.stdout + error.stderr }),
    );
  const tsc = path.join(workspace, "node_modules/typescript/bin/tsc");
  return {
    folder,
    run,
    async typeErrors() {
      const words = [tsc, "--checkers", "1", "--pretty", "false", "--skipLibCheck", "false", "-p", "."];
      const { output } = await run(process.execPath, words);
      return output.split("\n").filter(isOurs);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/**
 * Whether a line is an error outside other packages' types: tRPC's types import `ws`, which it does not depend on.
 */
const isOurs = (line: string) => /^\S/.test(line) && !/^[^(]*node_modules\/(?!@caretype\/)/.test(line);

async function link(name: string, modules: string): Promise<void> {
  const installed = installations.map((each) => path.join(each, name)).find((each) => existsSync(each));
  if (!installed) throw new Error(`${name} is not installed in the workspace`);
  const target = path.join(modules, name);
  await mkdir(path.dirname(target), { recursive: true });
  await symlink(installed, target);
}
