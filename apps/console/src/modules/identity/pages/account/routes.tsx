import { pagesIn } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt } from "../../../../session/route/layout-routes.tsx";
import { moved } from "../../../../session/route/moved.ts";

const accountRoute = pageAt("/account", () => import("./account-page.tsx"), "AccountPage");

const tab = pagesIn(accountRoute);

export const accountRoutes = [
  accountRoute.addChildren([
    tab("/", () => import("./profile/profile.tsx"), "Profile"),
    tab("/security", () => import("./security/security.tsx"), "Security"),
    tab("/sessions", () => import("./profile/sessions.tsx"), "Sessions"),
    tab("/practices", () => import("./profile/practices.tsx"), "Practices"),
  ]),
  /** Not a tab: only the command line opens it. */
  pageAt("/account/command-line", () => import("./command-line/command-line-page.tsx"), "CommandLinePage"),
  pageAt("/settings/display", () => import("./display/display.tsx"), "DisplayPage"),
  moved("/account/display", "/settings/display"),
] as const;
