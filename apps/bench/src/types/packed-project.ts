import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@caretype/dev/copy-workspace";
import { type SyntheticWorkspace, writeModules } from "./synthetic-workspace.ts";

export type PackedProject = {
  root: string;
  /** The duration of `packages/client/build.ts`: tsc and bundling. */
  buildSeconds: number;
  /** The size of the router's declaration, with all inputs and outputs written out. */
  declarationKilobytes: number;
};

/** Creates a frontend project that uses only the published client. */
export function makePackedProject(workspace: SyntheticWorkspace): PackedProject {
  const root = join(workspace.root, "frontend");
  const client = join(root, "node_modules/@caretype/client");
  const from = join(workspace.root, "packages/client");
  mkdirSync(client, { recursive: true });
  const began = performance.now();
  execFileSync(process.execPath, [join(from, "build.ts"), client], { stdio: "inherit" });
  const buildSeconds = (performance.now() - began) / 1000;
  writeManifest(root);
  symlinkSync(join(repository, "packages/client/node_modules/@trpc"), join(root, "node_modules/@trpc"));
  writeModules(join(root, "src"), workspace.features);
  const declarationKilobytes = statSync(join(client, "lib/api.d.ts")).size / 1000;
  return { root, buildSeconds, declarationKilobytes };
}

function writeManifest(root: string): void {
  writeFileSync(join(root, "package.json"), JSON.stringify({ type: "module" }));
  const compilerOptions = {
    target: "ES2023",
    lib: ["ES2023", "DOM"],
    module: "ESNext",
    moduleResolution: "bundler",
    types: [],
    strict: true,
    noEmit: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  writeFileSync(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
}
