import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/signed-in-route.tsx";
import { signedOutRoute } from "../../session/route/signed-out-route.tsx";

const signOutRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/sign-out",
  component: lazyPage(() => import("./sign-in/sign-out-page.tsx"), "SignOutPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/account",
  component: lazyPage(() => import("./account-page.tsx"), "AccountPage"),
});

/** Not a tab of the account: only the command line leads here. */
const commandLineRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/account/command-line",
  component: lazyPage(() => import("./command-line/command-line-page.tsx"), "CommandLinePage"),
});

const profileRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/",
  component: lazyPage(() => import("./profile/profile.tsx"), "Profile"),
});

const securityRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/security",
  component: lazyPage(() => import("./security/security.tsx"), "Security"),
});

const sessionsRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/sessions",
  component: lazyPage(() => import("./profile/sessions.tsx"), "Sessions"),
});

const practicesRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/practices",
  component: lazyPage(() => import("./profile/practices.tsx"), "Practices"),
});

const displayRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/display",
  component: lazyPage(() => import("./display/display.tsx"), "Display"),
});

export const signedOutRoutes = [signOutRoute] as const;

export const accountRoutes = [
  accountRoute.addChildren([profileRoute, securityRoute, sessionsRoute, practicesRoute, displayRoute]),
  commandLineRoute,
] as const;
