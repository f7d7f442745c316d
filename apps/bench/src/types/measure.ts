import { appRouter } from "@caretype/api";
import { repository } from "@caretype/dev/copy-workspace";
import type { BenchContext } from "../context.ts";
import { makePackedProject } from "./packed-project.ts";
import type { TypesResult } from "./result.ts";
import { makeSyntheticWorkspace, proceduresPerFeature } from "./synthetic-workspace.ts";
import { byDefault, checkTypes, checkTypesAtOnce, programOf } from "./type-check.ts";

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
  const checks = await checkTypes([...own, ...synthetic, ...synthetic.map(byDefault)], rounds);
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
      checks: checks.slice(own.length, -synthetic.length),
    },
    byDefault: checks.slice(-synthetic.length),
    packed: { buildSeconds, declarationKilobytes, checks: await checkTypes([frontend], rounds) },
  };
}
