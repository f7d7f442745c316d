import type { EntryPlace, Manifest, ModuleRoutes } from "./manifest.ts";
import { ofRunning } from "./of-running.ts";

type Routes = ModuleRoutes[keyof ModuleRoutes];

const modules = ofRunning(
  import.meta.glob<{ manifest: Manifest; routes?: Routes }>("../../modules/*/manifest.ts", { eager: true }),
);

export const moduleRoutes = modules.flatMap(({ routes = [] }): readonly Routes[number][] => routes);

export const manifests = modules.map(({ manifest }) => manifest);

export const inOrder = <Of extends { order: number }>(all: readonly Of[]) =>
  all.toSorted((one, other) => one.order - other.order);

export const entriesIn = (place: EntryPlace) =>
  inOrder(manifests.flatMap(({ entries }) => entries?.[place] ?? []));

export const patientTabs = inOrder(manifests.flatMap(({ patientTabs = [] }) => patientTabs));
