import { apiKeyId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idParam } from "../../../../kit/navigation/id-param.ts";
import { lazyPage } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt, signedInRoute } from "../../../../session/route/layout-routes.tsx";

const editRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/api-keys/$id",
  params: idParam(apiKeyId),
  component: lazyPage(() => import("./edit-api-key-page.tsx"), "EditApiKeyPage"),
});

export const apiKeyRoutes = [
  pageAt("/api-keys", () => import("./api-keys-page.tsx"), "ApiKeysPage"),
  pageAt("/api-keys/new", () => import("./new-api-key-page.tsx"), "NewApiKeyPage"),
  editRoute,
] as const;
