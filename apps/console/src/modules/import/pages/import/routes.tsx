import { importId, uploadId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idParam } from "../../../../kit/navigation/id-param.ts";
import { lazyPage } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt, signedInRoute } from "../../../../session/route/layout-routes.tsx";

const uploadRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/imports/uploads/$id",
  params: idParam(uploadId),
  component: lazyPage(() => import("./upload/upload-page.tsx"), "UploadPage"),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/imports/$id/duplicates",
  params: idParam(importId),
  component: lazyPage(() => import("./batch/import-duplicates-page.tsx"), "ImportDuplicatesPage"),
});

export const importRoutes = [
  pageAt("/imports", () => import("./batch/imports-page.tsx"), "ImportsPage"),
  pageAt("/imports/new", () => import("./choose/new-import-page.tsx"), "NewImportPage"),
  uploadRoute,
  duplicatesRoute,
] as const;
