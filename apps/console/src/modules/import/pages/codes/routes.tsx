import { pageAt } from "../../../../session/route/layout-routes.tsx";

export const codesImportRoutes = [
  pageAt("/codes/new", () => import("./new-codes-page.tsx"), "NewCodesPage"),
] as const;
