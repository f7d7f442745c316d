import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { repository } from "@caretype/dev/copy-workspace";
import { build } from "esbuild";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { versionIn } from "../machine.ts";
import { featureNames } from "../types/client-modules.ts";
import { TypeCheck } from "../types/result.ts";
import { checkTypes, type Program } from "../types/type-check.ts";
import { callsOf, type Library, libraries, proceduresPerFeature } from "./library.ts";

export const LibraryResult = z.object({
  name: z.string(),
  version: z.string(),
  /** One feature of ten procedures: what the library itself costs. */
  small: TypeCheck,
  /** All features. */
  large: TypeCheck,
  /** The client, bundled for a browser with its dependencies. */
  minifiedBytes: z.int(),
  gzipBytes: z.int(),
});
export type LibraryResult = z.output<typeof LibraryResult>;

export const LibrariesResult = z.object({
  procedures: z.int(),
  libraries: z.array(LibraryResult),
});
export type LibrariesResult = z.output<typeof LibrariesResult>;

const allProcedures = 500;

export async function measureLibraries(context: BenchContext): Promise<LibrariesResult> {
  const { small, log } = context;
  const features = small ? 5 : allProcedures / proceduresPerFeature;
  const rounds = small ? 1 : 5;
  using workspaces = new DisposableStack();
  const make = (library: Library, count: number) => workspaces.use(makeLibraryWorkspace(library, count)).root;
  const program = (library: Library, count: number): Program => ({
    name: `${library.name}, ${count * proceduresPerFeature}`,
    folder: make(library, count),
    arguments: ["--checkers", "1"],
    environment: {},
  });
  const programs = libraries.flatMap((library) => [program(library, 1), program(library, features)]);
  log(`Libraries: checking types of ${features * proceduresPerFeature} procedures, ${rounds} times`);
  const checks = await checkTypes(programs, rounds);
  const results: LibraryResult[] = [];
  for (const [at, library] of libraries.entries()) {
    const [ofOne, ofAll] = checks.slice(2 * at);
    if (!ofOne || !ofAll) throw new Error("A type check is missing.");
    const bundle = await bundleForBrowser(library.bundled);
    results.push({
      name: library.name,
      version: versionIn(import.meta.url, library.package),
      small: ofOne,
      large: ofAll,
      ...bundle,
    });
  }
  return { procedures: features * proceduresPerFeature, libraries: results };
}

const bench = join(repository, "apps/bench");

/** Bundles a module with its dependencies, as a browser's build would. */
async function bundleForBrowser(source: string) {
  const result = await build({
    stdin: { contents: source, resolveDir: bench },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error("The bundle is empty.");
  return { minifiedBytes: file.contents.length, gzipBytes: gzipSync(file.contents).length };
}

/** A project of one library in a temporary folder. */
type LibraryWorkspace = { root: string; [Symbol.dispose](): void };

const template = (name: string) => readFileSync(new URL(`template/${name}.ts.txt`, import.meta.url), "utf8");

/** Writes `features` features of ten procedures each, the router of all, and a module that calls them. */
function makeLibraryWorkspace(library: Library, features: number): LibraryWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "caretype-library-")));
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  symlinkSync(join(repository, "apps/bench/node_modules"), join(root, "node_modules"), "junction");
  const compilerOptions = { lib: ["ES2024", "DOM"], typeRoots: [join(repository, "node_modules/@types")] };
  const extended = join(repository, "tsconfig.base.json");
  write("tsconfig.json", JSON.stringify({ extends: extended, include: ["."], compilerOptions }));
  write("package.json", JSON.stringify({ type: "module" }));
  const names = Array.from({ length: features }, (_, at) => featureNames(at + 1));
  for (const { name, type } of names) {
    mkdirSync(join(root, name));
    const source = (file: string) => template(file).replaceAll("sample", name).replaceAll("Sample", type);
    write(`${name}/schema.ts`, source("schema"));
    write(`${name}/router.ts`, source(library.template));
  }
  write("router.ts", library.router(names.map(({ name }) => name)));
  write("client.ts", library.client);
  write("calls.ts", callsOf(library, features));
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}
