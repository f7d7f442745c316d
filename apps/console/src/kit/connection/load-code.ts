// biome-ignore lint/style/noRestrictedImports: all other files import it from here.
import { type ComponentType, createElement, lazy, type ReactNode, Suspense, use } from "react";
import { lookForNewer, probe, reloadReason, whenOnline } from "./connection.ts";

/** Code of the console could not be loaded although the server is reachable. */
export class PartMissing extends Error {
  override readonly name = "PartMissing";
}

/**
 * Loads code of the console. Waits while the server is unreachable.
 * @throws {PartMissing} if the newer version has no such part, or a file failed before: browsers request a module only
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

/** If code is missing, a banner offers a reload. The rest of the page keeps unsaved input. */
async function partOf<Props, Name extends string>(load: Loader<Name, ComponentType<Props>>, name: Name) {
  try {
    return (await loadCode(load))[name];
  } catch {
    if (reloadReason.get() === null) reloadReason.set("incomplete");
    return new Promise<never>(() => undefined);
  }
}

/** A lazy part of a page. Its surroundings show the loading state. */
export const lazyPanel = <Props, Name extends string>(load: Loader<Name, ComponentType<Props>>, name: Name) =>
  lazy(async () => ({ default: await partOf(load, name) }));

type LoadedProps<Props> = { read: () => Promise<ComponentType<Props>>; props: Props };

const Loaded = <Props extends object>({ read, props }: LoadedProps<Props>) =>
  createElement(use(read()), props);

/**
 * A lazy part that shows `fallback` or nothing while it loads.
 * @example
 * const MergeDialog = lazyPart(() => import("./merge-dialog.tsx"), "MergeDialog");
 */
export function lazyPart<Props extends object, Name extends string>(
  load: Loader<Name, ComponentType<Props>>,
  name: Name,
  fallback: ReactNode = null,
): ComponentType<Props> {
  let part: Promise<ComponentType<Props>> | undefined;
  const read = () => {
    part ??= partOf(load, name);
    return part;
  };
  return (props) => createElement(Suspense, { fallback }, createElement(Loaded<Props>, { read, props }));
}

/** Preloads code. Errors surface when it is used. */
export function loadAhead(load: () => Promise<unknown>): void {
  loadCode(load).catch(() => undefined);
}

/**
 * An optional part. If its code is missing, it throws `PartMissing` to the nearest boundary.
 * @example
 * const GrowthChart = lazyExtra(() => import("./growth-chart.tsx"), "GrowthChart");
 */
export const lazyExtra = <Props, Name extends string>(load: Loader<Name, ComponentType<Props>>, name: Name) =>
  lazy(async () => ({ default: (await loadCode(load))[name] }));
