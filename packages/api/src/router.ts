import { installHooks } from "@caretype/core/kernel/hooks";
import { router } from "@caretype/core/kernel/procedure/builder";
import { describeActions } from "@caretype/core/people/audit/report/describe-actions";
import {
  createRouter as create,
  type FeaturesOf,
  featuresOf,
  fillLists,
  type RouterOf,
} from "@caretype/core/start/create-router";
import type { AnyTRPCRouter } from "@trpc/server";
import { type AllModules, allModules } from "./modules.ts";

installHooks(allModules);
type Features = FeaturesOf<AllModules>;
const routers: Features = featuresOf(allModules);

/** The router of all modules. Spread, so that the published types list each feature. */
export const appRouter = fillLists(router({ ...routers }), allModules);
describeActions(appRouter);

export type ProcedurePath = {
  [Name in keyof Features]: `${Name & string}.${keyof Features[Name]["_def"]["record"] & string}`;
}[keyof Features];

export type AppRouter = RouterOf<AllModules>;

/**
 * Creates the router of the named modules. Call it once per process: afterwards, the lists of permissions and audit
 * actions contain only those of these modules.
 */
export function createRouter(names: readonly string[]): AnyTRPCRouter {
  const modules = allModules.filter(({ name }) => names.includes(name));
  return modules.length === allModules.length ? appRouter : create(modules, allModules);
}
