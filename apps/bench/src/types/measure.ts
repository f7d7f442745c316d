import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appRouter } from "@caretype/api";
import { repository } from "@caretype/dev/copy-workspace";
import type { BenchContext } from "../context.ts";
import type { TypesResult } from "./result.ts";
import {
  makeSyntheticWorkspace,
  proceduresPerFeature,
  type SyntheticWorkspace,
  writeModules,
} from "./synthetic-workspace.ts";
import { checkTypes, checkTypesAtOnce, programOf } from "./type-check.ts";

const allProcedures = 500;

/** The programs that `pnpm typecheck` checks. */
const programs = (root: string) => [".", "apps/console"].map((folder) => programOf(root, folder));

export async function measureTypes({ small, log }: BenchContext): Promise<TypesResult> {
  const rounds = small ? 1 : 5;
  const ofOurs = Object.keys(appRouter._def.procedures).length;
  const features = small ? 5 : Math.ceil((allProcedures - ofOurs) / proceduresPerFeature);
  using workspace = makeSyntheticWorkspace(features);
  log(`Types: checking the repository, and a copy with ${workspace.features} more features`);
  const [own, synthetic] = [programs(repository), programs(workspace.root)];
  const checks = await checkTypes([...own, ...synthetic], rounds);
  const atOnce = {
    repository: await checkTypesAtOnce(own, rounds),
    synthetic: await checkTypesAtOnce(synthetic, rounds),
  };

  log("Types: packing the client");
  const packed = makePackedProject(workspace);
  const { buildSeconds, declarationKilobytes } = packed;
  const frontend = {
    name: "a frontend",
    folder: packed.root,
    arguments: ["--checkers", "1"],
    environment: {},
  };
  return {
    repository: checks.slice(0, own.length),
    atOnce,
    synthetic: {
      features: workspace.features,
      procedures: ofOurs + workspace.features * proceduresPerFeature,
      checks: checks.slice(own.length),
    },
    packed: { buildSeconds, declarationKilobytes, checks: await checkTypes([frontend], rounds) },
  };
}

type PackedProject = {
  root: string;
  /** The duration of `packages/client/build.ts`, with tsc and bundling. */
  buildSeconds: number;
  /** The size of the router's declaration, with all inputs and outputs expanded. */
  declarationKilobytes: number;
};

/** Creates a frontend project that depends on the published client only. */
function makePackedProject(workspace: SyntheticWorkspace): PackedProject {
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
