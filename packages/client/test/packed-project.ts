import { execFile } from "node:child_process";
import { mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unpack } from "../pack.ts";

const run = promisify(execFile);

/** Returns a project with the packed client, as after an offline `npm install` of the tarball. */
export async function installPacked(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "caretype-package-"));
  const modules = join(project, "node_modules");
  await unpack("client", modules);
  for (const name of ["@trpc", "@tanstack", "react", "@types", "papaparse"])
    await symlink(join(import.meta.dirname, "../node_modules", name), join(modules, name));
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  return project;
}

export const newestTypescript = import.meta.resolve("typescript/package.json");
/** The README's oldest supported version. */
export const oldestTypescript = import.meta.resolve("typescript-5/package.json");

/** Returns tsc's errors, one per line. tRPC's own types need those of Node and ws, which we cannot fix. */
export async function typeErrors(
  project: string,
  {
    files,
    options = {},
    version = newestTypescript,
  }: { files: string[]; options?: object; version?: string },
): Promise<string[]> {
  const compilerOptions = {
    target: "ES2023",
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    module: "ESNext",
    moduleResolution: "bundler",
    types: [],
    strict: true,
    noEmit: true,
    moduleDetection: "force",
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noFallthroughCasesInSwitch: true,
    skipLibCheck: false,
    ...options,
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const tsc = fileURLToPath(new URL("bin/tsc", version));
  // One checker: few files, and checkers share no work.
  const checkers = version === newestTypescript ? ["--checkers", "1"] : [];
  const checked = run(process.execPath, [tsc, ...checkers, "--pretty", "false", "-p", project], {
    cwd: project,
  });
  const { stdout } = await checked.catch((failed: { stdout: string }) => failed);
  const errors = stdout.split(/\n(?=\S)/).map((error) => error.replaceAll(/\s+/g, " ").trim());
  return errors.filter((error) => error !== "" && !/^[^(]*\/@trpc\/server\//.test(error));
}
