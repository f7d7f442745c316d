import { createRoute, redirect } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { startPage } from "../../kit/settings/start-page.ts";
import { entriesIn } from "../../session/module/modules.ts";
import { pageAt, signedInRoute, signedOutRoute } from "../../session/route/layout-routes.tsx";

const startRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  beforeLoad: () => {
    const chosen = startPage();
    const offered = entriesIn("work");
    const { to } = offered.find((entry) => entry.canStart && entry.to === chosen) ?? offered[0] ?? {};
    throw redirect({ to, replace: true });
  },
});

const signOutRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/sign-out",
  component: lazyPage(
    () => import("../../modules/identity/pages/account/sign-in/sign-out-page.tsx"),
    "SignOutPage",
  ),
});

export const signedOutRoutes = [signOutRoute] as const;

export const shellRoutes = [
  startRoute,
  pageAt("/settings", () => import("../settings/settings-page.tsx"), "SettingsPage"),
] as const;
