import { pageAt } from "../../../../session/route/layout-routes.tsx";

export const todayRoutes = [pageAt("/today", () => import("./today-page.tsx"), "TodayPage")] as const;
