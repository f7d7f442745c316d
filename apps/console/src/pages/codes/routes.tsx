import { pageAt } from "../../session/route/layout-routes.tsx";

export const codesRoutes = [
  pageAt("/codes", () => import("./list/codes-page.tsx"), "CodesPage"),
  pageAt("/codes/new", () => import("./import/new-codes-page.tsx"), "NewCodesPage"),
] as const;
