import { pageAt } from "../../../../session/route/layout-routes.tsx";
import { moved } from "../../../../session/route/moved.ts";

export const practiceRoutes = [
  pageAt("/settings/practice", () => import("./practice-settings.tsx"), "PracticePage"),
  moved("/members/practice", "/settings/practice"),
  moved("/settings/roles", "/members/roles"),
  moved("/settings/security", "/settings/practice"),
] as const;
