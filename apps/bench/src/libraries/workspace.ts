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
import { repository } from "@caretype/dev/copy-workspace";
import { featureNames } from "../types/client-modules.ts";
import { callsOf, type Library } from "./library.ts";

/** A project of one library in a temporary folder. */
export type LibraryWorkspace = { root: string; [Symbol.dispose](): void };

const template = (name: string) => readFileSync(new URL(`template/${name}.ts.txt`, import.meta.url), "utf8");

/** Writes `features` features of ten procedures each, the router of all, and a module that calls them. */
export function makeLibraryWorkspace(library: Library, features: number): LibraryWorkspace {
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
