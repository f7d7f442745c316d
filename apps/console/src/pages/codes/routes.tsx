import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/signed-in-route.tsx";

const codesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/codes",
  component: lazyPage(() => import("./list/codes-page.tsx"), "CodesPage"),
});

const newCodesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/codes/new",
  component: lazyPage(() => import("./import/new-codes-page.tsx"), "NewCodesPage"),
});

export const codesRoutes = [codesRoute, newCodesRoute] as const;
