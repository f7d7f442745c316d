import type { Manifest, ModuleRoutes } from "./manifest.ts";

type Routes = ModuleRoutes[keyof ModuleRoutes];

const modules = Object.values(
  import.meta.glob<{ manifest: Manifest; routes: Routes }>("../../modules/*/manifest.ts", { eager: true }),
);

export const moduleRoutes = modules.flatMap(({ routes }): readonly Routes[number][] => routes);

const manifests = modules.map(({ manifest }) => manifest);

/** The modules' entries of the navigation and the palette. */
export const moduleEntries = manifests.flatMap(({ entries }) => entries);
