import { createRoute } from "@tanstack/react-router";
import { lazyPage, pagesIn } from "../../kit/navigation/lazy-page.ts";
import { pageAt, signedOutRoute } from "../../session/route/layout-routes.tsx";

const signOutRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/sign-out",
  component: lazyPage(() => import("./sign-in/sign-out-page.tsx"), "SignOutPage"),
});

const accountRoute = pageAt("/account", () => import("./account-page.tsx"), "AccountPage");

const tab = pagesIn(accountRoute);

export const signedOutRoutes = [signOutRoute] as const;

export const accountRoutes = [
  accountRoute.addChildren([
    tab("/", () => import("./profile/profile.tsx"), "Profile"),
    tab("/security", () => import("./security/security.tsx"), "Security"),
    tab("/sessions", () => import("./profile/sessions.tsx"), "Sessions"),
    tab("/practices", () => import("./profile/practices.tsx"), "Practices"),
  ]),
  /** Not a tab of the account: only the command line leads here. */
  pageAt("/account/command-line", () => import("./command-line/command-line-page.tsx"), "CommandLinePage"),
] as const;
