import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/signed-in-route.tsx";

const listRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/lists/$kind",
  component: lazyPage(() => import("./list-page.tsx"), "ListPage"),
});

export const listRoutes = [listRoute] as const;
