import type { EntryPlace, Manifest, ModuleRoutes } from "./manifest.ts";
import { ofRunning } from "./of-running.ts";

type Routes = ModuleRoutes[keyof ModuleRoutes];

export const moduleRoutes = ofRunning(
  import.meta.glob<Routes>("../../modules/*/manifest.ts", { eager: true, import: "routes" }),
).flat();

export const manifests = ofRunning(
  import.meta.glob<Manifest>("../../modules/*/manifest.ts", { eager: true, import: "manifest" }),
);

export const inOrder = <Of extends { order: number }>(all: readonly Of[]) =>
  all.toSorted((one, other) => one.order - other.order);

export const entriesIn = (place: EntryPlace) =>
  inOrder(manifests.flatMap(({ entries }) => entries?.[place] ?? []));

export const patientTabs = inOrder(manifests.flatMap(({ patientTabs = [] }) => patientTabs));
