import { modules as running } from "../../kit/settings/server-facts.ts";
import type { Manifest, ModuleRoutes } from "./manifest.ts";

type Routes = ModuleRoutes[keyof ModuleRoutes];

/** Those that the server runs. */
const modules = Object.entries(
  import.meta.glob<{ manifest: Manifest; routes?: Routes }>("../../modules/*/manifest.ts", { eager: true }),
).flatMap(([file, module]) =>
  running.length === 0 || running.some((name) => file.includes(`/modules/${name}/`)) ? [module] : [],
);

export const moduleRoutes = modules.flatMap(({ routes = [] }): readonly Routes[number][] => routes);

export const manifests = modules.map(({ manifest }) => manifest);
