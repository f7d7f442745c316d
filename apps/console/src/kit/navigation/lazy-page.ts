// biome-ignore lint/style/noRestrictedImports: all other files import it from here.
import { type AnyRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { type Loader, loadCode } from "../connection/load-code.ts";

/**
 * A lazily loaded page. If its code is missing, `ErrorPage` reloads the console.
 * @example
 * component: lazyPage(() => import("./patients-page.tsx"), "PatientsPage"),
 */
export const lazyPage = <Name extends string>(load: Loader<Name, ComponentType>, name: Name) =>
  lazyRouteComponent(() => loadCode(load), name);

/** Creates routes for simple subpages. Those with an id or a search are written in full. */
export const pagesIn =
  <Parent extends AnyRoute>(parent: Parent) =>
  <const Path extends string, Name extends string>(
    path: Path,
    load: Loader<Name, ComponentType>,
    name: Name,
  ) =>
    createRoute({ getParentRoute: () => parent, path, component: lazyPage(load, name) });
