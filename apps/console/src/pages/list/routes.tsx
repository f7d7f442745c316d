import { pageAt } from "../../session/route/layout-routes.tsx";

export const listRoutes = [pageAt("/lists/$kind", () => import("./list-page.tsx"), "ListPage")] as const;
