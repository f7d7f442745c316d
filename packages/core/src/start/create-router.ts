import type { AnyTRPCRouter, TRPCBuiltRouter, TRPCDecorateCreateRouterOptions } from "@trpc/server";
import { fillErrors, isErrorCode } from "../kernel/error/definitions.ts";
import { installHooks } from "../kernel/hooks.ts";
import { fillDeclared } from "../kernel/module/fill-lists.ts";
import type { Module } from "../kernel/module/module.ts";
import { permissions } from "../kernel/permissions/permissions.ts";
import { router } from "../kernel/procedure/builder.ts";
import { definitionOf } from "../kernel/procedure/definition.ts";
import type { RootTypes } from "../kernel/procedure/trpc.ts";
import { describeActions } from "../people/audit/report/describe-actions.ts";

/** The entries of all modules under a key, by name. */
type Merged<Key extends "features" | "extend", Modules extends readonly Module[]> = Modules extends readonly [
  infer First,
  ...infer Rest extends readonly Module[],
]
  ? (First extends Record<Key, infer Members> ? Members : object) & Merged<Key, Rest>
  : object;

type Made<Of> = Of extends () => infer Router ? (Router extends AnyTRPCRouter ? Router : never) : never;

/** Merges the procedures of two routers into one object, so that the published types spell them out. */
type Both<One, Other> = { [Name in keyof One | keyof Other]: (One & Other)[Name] };

type Extended<Router extends AnyTRPCRouter, By extends AnyTRPCRouter> = TRPCBuiltRouter<
  RootTypes,
  TRPCDecorateCreateRouterOptions<Both<Router["_def"]["record"], By["_def"]["record"]>>
>;

export type FeaturesOf<Modules extends readonly Module[]> = {
  [Name in keyof Merged<"features", Modules>]: Name extends keyof Merged<"extend", Modules>
    ? Extended<Made<Merged<"features", Modules>[Name]>, Made<Merged<"extend", Modules>[Name]>>
    : Made<Merged<"features", Modules>[Name]>;
};

export type RouterOf<Modules extends readonly Module[]> = TRPCBuiltRouter<
  RootTypes,
  TRPCDecorateCreateRouterOptions<FeaturesOf<Modules>>
>;

export function featuresOf<const Modules extends readonly Module[]>(modules: Modules): FeaturesOf<Modules> {
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
  // The record loses the names.
  return routers as FeaturesOf<Modules>;
}

/**
 * Fills the lists of permissions, kinds, verbs and errors from these modules, and only these. A process has one
 * composition.
 * @throws {TypeError} naming a procedure whose permission or error no module declares.
 */
export function fillLists<Router extends AnyTRPCRouter>(
  composed: Router,
  modules: readonly Module[],
): Router {
  fillDeclared(modules);
  fillErrors(modules);
  for (const [path, procedure] of Object.entries<unknown>(composed._def.procedures)) {
    const { guard, errors = [] } = definitionOf(procedure).meta ?? {};
    if (guard?.kind === "protected" && !permissions.includes(guard.permission))
      throw new TypeError(`${path} requires ${guard.permission}, which no module declares.`);
    const code = errors.find((each) => !isErrorCode(each));
    if (code !== undefined) throw new TypeError(`${path} answers ${code}, which no module declares.`);
  }
  return composed;
}

/**
 * Creates the router of these modules. `installed`: all modules whose rows and emails may be in the database.
 * @throws {TypeError} like `fillLists`, or naming an extended feature that does not exist.
 */
export function createRouter(modules: readonly Module[], installed = modules): AnyTRPCRouter {
  installHooks(installed);
  const composed = fillLists(router({ ...featuresOf(modules) }), modules);
  // Entries of modules that are left out stay in the audit.
  describeActions(router({ ...featuresOf(installed) }));
  return composed;
}
