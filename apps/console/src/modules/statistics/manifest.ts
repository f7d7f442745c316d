import { IconCalendarStats } from "@tabler/icons-react";
import type { Manifest } from "../../session/module/manifest.ts";
import { reportsRoutes } from "./pages/reports/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = reportsRoutes;

export const manifest: Manifest = {
  entries: {
    work: [
      {
        ...texts.reports,
        to: "/reports",
        icon: IconCalendarStats,
        needs: "statistics:read",
        order: 60,
        canStart: true,
        key: "r",
      },
    ],
  },
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    statistics: typeof routes;
  }
}
