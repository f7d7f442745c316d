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

/** The router of all modules. Spread, so that the published types spell out each feature. */
export const appRouter = fillLists(router({ ...routers }), allModules);
describeActions(appRouter);

/** `patient.byId` */
export type ProcedurePath = {
  [Name in keyof Features]: `${Name & string}.${keyof Features[Name]["_def"]["record"] & string}`;
}[keyof Features];

export type AppRouter = RouterOf<AllModules>;

/**
 * Makes the router of the modules with these names. There is one in a process: from now on, the lists of permissions and of
 * the audit's actions have only what these modules have.
 */
export function createRouter(names: readonly string[]): AnyTRPCRouter {
  const modules = allModules.filter(({ name }) => names.includes(name));
  return modules.length === allModules.length ? appRouter : create(modules, allModules);
}
