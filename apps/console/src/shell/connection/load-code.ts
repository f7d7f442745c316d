// biome-ignore lint/style/noRestrictedImports: the one place that everybody else has it from.
import { lazyRouteComponent } from "@tanstack/react-router";
// biome-ignore lint/style/noRestrictedImports: the same.
import { type ComponentType, lazy } from "react";
import { probe, whenOnline } from "./connection.ts";
import { lookForNewer, reloadReason } from "./newer-version.ts";

/** A part of the console did not come though the server is there. In the page as it is, it never will. */
export class PartMissing extends Error {
  override readonly name = "PartMissing";
}

/**
 * Loads a part of the console, after the server is back where it is out of reach.
 *
 * @throws {PartMissing} when a newer version has no such part any more, or when the browser remembers that one of its
 * files did not come: each asks for a file once in a page's life.
 */
async function loadCode<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempt = 1; ; attempt++) {
    await whenOnline();
    try {
      return await load();
    } catch (error) {
      const isThere = await probe();
      const isLast = isThere && ((await lookForNewer()) || attempt > 1);
      if (isLast) throw new PartMissing("A part of the console could not be loaded", { cause: error });
    }
  }
}

type Loader<Name extends string, Part> = () => Promise<Record<Name, Part>>;

/**
 * A page that is loaded when it is opened. Where it is missing, all is loaded anew with it, by `ErrorPage`.
 *
 * @example
 * component: lazyPage(() => import("./patients-page.tsx"), "PatientsPage"),
 */
export const lazyPage = <Name extends string>(load: Loader<Name, ComponentType>, name: Name) =>
  lazyRouteComponent(() => loadCode(load), name);

/**
 * A part of a page that is loaded when it is needed. Where it is missing, the rest of the page stays as it is: there may
 * be something in it that is not saved. The reader is told.
 *
 * @example
 * const MergeDialog = lazyPart(() => import("./merge-dialog.tsx"), "MergeDialog");
 */
export const lazyPart = <Props, Name extends string>(load: Loader<Name, ComponentType<Props>>, name: Name) =>
  lazy(async () => {
    try {
      return { default: (await loadCode(load))[name] };
    } catch {
      if (reloadReason.get() === null) reloadReason.set("incomplete");
      return new Promise<never>(() => undefined);
    }
  });

/** Begins to load what will be needed soon. Where it is missing, whoever needs it is told then. */
export function loadAhead(load: () => Promise<unknown>): void {
  loadCode(load).catch(() => undefined);
}

/**
 * A part that the page does without where it is missing: then it rejects with `PartMissing`, for a boundary around it to
 * show something in its place.
 *
 * @example
 * const GrowthChart = lazyExtra(() => import("./growth-chart.tsx"), "GrowthChart");
 */
export const lazyExtra = <Props, Name extends string>(load: Loader<Name, ComponentType<Props>>, name: Name) =>
  lazy(async () => ({ default: (await loadCode(load))[name] }));
