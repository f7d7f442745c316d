import type { Manifest, ModuleRoutes } from "./manifest.ts";
import { ofRunning } from "./of-running.ts";

type Routes = ModuleRoutes[keyof ModuleRoutes];

const modules = ofRunning(
  import.meta.glob<{ manifest: Manifest; routes?: Routes }>("../../modules/*/manifest.ts", { eager: true }),
);

export const moduleRoutes = modules.flatMap(({ routes = [] }): readonly Routes[number][] => routes);

export const manifests = modules.map(({ manifest }) => manifest);

const inOrder = <Of extends { order: number }>(all: readonly Of[]) =>
  all.toSorted((one, other) => one.order - other.order);

/** Entries of the navigation and the palette. */
export const moduleEntries = inOrder(manifests.flatMap(({ entries = [] }) => entries));

export const patientTabs = inOrder(manifests.flatMap(({ patientTabs = [] }) => patientTabs));
