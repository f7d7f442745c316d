import { pageAt } from "../../../../session/route/layout-routes.tsx";

export const codesRoutes = [pageAt("/codes", () => import("./list/codes-page.tsx"), "CodesPage")] as const;
