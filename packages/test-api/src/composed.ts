import type { AppRouter, createServices as CreateServices } from "@caretype/api";
import type { Module } from "@caretype/core/kernel/module/module";
import { createCallerFactory } from "@caretype/core/kernel/procedure/builder";

type Composed = { modules: readonly Module[]; router: AppRouter; createServices: typeof CreateServices };

async function composeAll(): Promise<Composed> {
  const { appRouter, createServices } = await import("@caretype/api");
  const { allModules } = await import("@caretype/api/modules");
  return { modules: allModules, router: appRouter, createServices };
}

const files: Readonly<Record<string, () => Promise<object>>> = {
  people: () => import("@caretype/core/people/module"),
  identity: () => import("@caretype/identity/module"),
  scheduling: () => import("@caretype/scheduling/module"),
  chart: () => import("@caretype/chart/module"),
  import: () => import("@caretype/import/module"),
  "coming-from-django": () => import("@caretype/coming-from-django/module"),
};

const isModule = (value: unknown): value is Module =>
  typeof value === "object" && value !== null && "features" in value && "needs" in value;

async function load(name: string): Promise<Module> {
  const exported = (await files[name]?.()) ?? {};
  const module = Object.values({ ...exported }).find(isModule);
  if (!module) throw new Error(`No package has the module ${name}`);
  return module;
}

/** Each module after those that it needs. */
async function withNeeds(name: string): Promise<Module[]> {
  const module = await load(name);
  const needed = await Promise.all((module.needs ?? []).map(withNeeds));
  return [...needed.flat(), module].filter((each, index, all) => all.indexOf(each) === index);
}

async function composeAlone(name: string): Promise<Composed> {
  const modules = await withNeeds(name);
  const { createRouter } = await import("@caretype/core/start/create-router");
  const { createServices } = await import("@caretype/core/start/create-services");
  return {
    modules,
    // The tests of a module call what it needs, and nothing else of this type.
    router: createRouter(modules) as AppRouter,
    createServices: (given) => createServices({ ...given, modules, installed: modules }),
  };
}

// `vitest.config.ts` sets it if a command names tests of one module alone.
const alone = process.env.CARETYPE_TEST_MODULE;

/** All modules, or the one under test with those that it needs. */
export const { modules, router, createServices } = await (alone ? composeAlone(alone) : composeAll());

export const createCaller = createCallerFactory(router);

/** The folders of their packages, as a pattern. */
export const folders = alone ? `{${modules.map(({ name }) => (name === "people" ? "core" : name))},}` : "*";
