import { fillErrors, isErrorCode } from "@caretype/core/kernel/error/definitions";
import { fillKinds } from "@caretype/core/kernel/error/record-kinds";
import { fillDialects } from "@caretype/core/kernel/field/dialect";
import { installHooks } from "@caretype/core/kernel/module/hooks";
import type { Module } from "@caretype/core/kernel/module/module";
import { fillPermissions, permissions } from "@caretype/core/kernel/permissions/permissions";
import { router } from "@caretype/core/kernel/procedure/builder";
import { definitionOf } from "@caretype/core/kernel/procedure/definition";
import type { RootTypes } from "@caretype/core/kernel/procedure/trpc";
import { describeActions } from "@caretype/core/people/audit/report/describe-actions";
import type { AnyTRPCRouter, TRPCBuiltRouter, TRPCDecorateCreateRouterOptions } from "@trpc/server";
import { type AllModules, allModules } from "./modules.ts";

/** What all modules have under a key, by name. */
type Merged<
  Key extends "features" | "extend",
  Modules extends readonly Module[] = AllModules,
> = Modules extends readonly [infer First, ...infer Rest extends readonly Module[]]
  ? (First extends Record<Key, infer Members> ? Members : object) & Merged<Key, Rest>
  : object;

type Made<Of> = Of extends () => infer Router ? (Router extends AnyTRPCRouter ? Router : never) : never;

/** The procedures of two routers, in one object, so that the published types spell them out. */
type Both<One, Other> = { [Name in keyof One | keyof Other]: (One & Other)[Name] };

type Extended<Router extends AnyTRPCRouter, By extends AnyTRPCRouter> = TRPCBuiltRouter<
  RootTypes,
  TRPCDecorateCreateRouterOptions<Both<Router["_def"]["record"], By["_def"]["record"]>>
>;

type Features = {
  [Name in keyof Merged<"features">]: Name extends keyof Merged<"extend">
    ? Extended<Made<Merged<"features">[Name]>, Made<Merged<"extend">[Name]>>
    : Made<Merged<"features">[Name]>;
};

/** The router of each feature of these modules. */
function featuresOf(modules: readonly Module[]): Record<string, AnyTRPCRouter> {
  const routers: Record<string, AnyTRPCRouter> = {};
  for (const { name, features, extend = {} } of modules) {
    for (const [feature, of] of Object.entries(features)) routers[feature] = of();
    for (const [feature, of] of Object.entries(extend)) {
      const extended = routers[feature];
      if (!extended)
        throw new TypeError(`The module ${name} extends ${feature}, a feature of no module before it.`);
      routers[feature] = router({ ...extended._def.record, ...of()._def.record });
    }
  }
  return routers;
}

/** Gives the lists of permissions and of the audit's actions what these modules have, and nothing else. */
function fillLists<Router extends AnyTRPCRouter>(made: Router, modules: readonly Module[]): Router {
  fillPermissions(modules);
  fillKinds(modules);
  fillErrors(modules);
  fillDialects(modules);
  for (const [path, procedure] of Object.entries<unknown>(made._def.procedures)) {
    const { guard, errors = [] } = definitionOf(procedure).meta ?? {};
    if (guard?.kind === "protected" && !permissions.includes(guard.permission))
      throw new TypeError(`${path} requires ${guard.permission}, which no module declares.`);
    const code = errors.find((each) => !isErrorCode(each));
    if (code !== undefined) throw new TypeError(`${path} answers ${code}, which no module declares.`);
  }
  describeActions(made);
  return made;
}

installHooks(allModules);
// The record loses the names.
const routers = featuresOf(allModules) as Features;

/** The router of all modules. Spread, so that the published types spell out each feature. */
export const appRouter = fillLists(router({ ...routers }), allModules);

/** `patient.byId` */
export type ProcedurePath = {
  [Name in keyof Features]: `${Name & string}.${keyof Features[Name]["_def"]["record"] & string}`;
}[keyof Features];

export type AppRouter = TRPCBuiltRouter<RootTypes, TRPCDecorateCreateRouterOptions<Features>>;

/**
 * Makes the router of the modules with these names. There is one in a process: from now on, the lists of permissions and of
 * the audit's actions have only what these modules have.
 *
 * @throws {TypeError} naming a procedure whose permission or error no module declares, or an extended feature that there is not.
 */
export function createRouter(names: readonly string[]): AnyTRPCRouter {
  const modules = allModules.filter(({ name }) => names.includes(name));
  return modules.length === allModules.length ? appRouter : fillLists(router(featuresOf(modules)), modules);
}
