// biome-ignore lint/style/noRestrictedImports: all other files import it from here.
import { type ComponentType, lazy } from "react";
import { lookForNewer, probe, reloadReason, whenOnline } from "./connection.ts";

/** Code of the console could not be loaded although the server is reachable. */
export class PartMissing extends Error {
  override readonly name = "PartMissing";
}

/**
 * Loads code of the console. Waits while the server is unreachable.
 *
 * @throws {PartMissing} if a newer version has no such part, or a file failed before: browsers request a module only
 * once per page.
 */
export async function loadCode<Part>(load: () => Promise<Part>): Promise<Part> {
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

export type Loader<Name extends string, Part> = () => Promise<Record<Name, Part>>;

/**
 * A part of a page that loads when needed.
 * If its code is missing, a banner offers a reload, and the rest of the page keeps unsaved input.
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

/** Preloads code. Errors are reported when it is used. */
export function loadAhead(load: () => Promise<unknown>): void {
  loadCode(load).catch(() => undefined);
}

/**
 * An optional part.
 * If its code is missing, it throws `PartMissing` to the surrounding boundary.
 *
 * @example
 * const GrowthChart = lazyExtra(() => import("./growth-chart.tsx"), "GrowthChart");
 */
export const lazyExtra = <Props, Name extends string>(load: Loader<Name, ComponentType<Props>>, name: Name) =>
  lazy(async () => ({ default: (await loadCode(load))[name] }));
