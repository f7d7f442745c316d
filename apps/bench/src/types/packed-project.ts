import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@caretype/dev/copy-workspace";
import { type Project, type SyntheticWorkspace, writeModules } from "./synthetic-workspace.ts";

export type PackedProject = Project & {
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
  execFileSync(process.execPath, [join(from, "build.ts"), join(client, "dist")], { stdio: "inherit" });
  const buildSeconds = (performance.now() - began) / 1000;
  writeManifests(root, { from, client });
  symlinkSync(join(repository, "packages/client/node_modules/@trpc"), join(root, "node_modules/@trpc"));
  const folder = join(root, "src");
  writeModules(folder, workspace.features, workspace.workingOn);
  const declarationKilobytes = statSync(join(client, "dist/api.d.ts")).size / 1000;
  const { workingOn } = workspace;
  const name = "outside, with the packed client";
  return { name, root, folder, workingOn, recordFile: null, buildSeconds, declarationKilobytes };
}

/** Writes the package's manifest, with its `publishConfig` applied, and the project's. */
function writeManifests(root: string, { from, client }: { from: string; client: string }): void {
  const { publishConfig, ...manifest } = JSON.parse(readFileSync(join(from, "package.json"), "utf8"));
  writeFileSync(join(client, "package.json"), JSON.stringify({ ...manifest, ...publishConfig }));
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
