import { createRoute, redirect } from "@tanstack/react-router";
import { signedInRoute } from "./layout-routes.tsx";

/** Redirects an address of an earlier version. */
export const moved = <const Path extends string>(
  path: Path,
  to: "/settings/practice" | "/settings/visit-types" | "/members/roles" | "/settings/display",
) =>
  createRoute({
    getParentRoute: () => signedInRoute,
    path,
    beforeLoad: () => {
      throw redirect({ to, search: true, hash: true, replace: true });
    },
  });
