import { apiKeyId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idParam } from "../../kit/navigation/id-param.ts";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/signed-in-route.tsx";

const listRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/api-keys",
  component: lazyPage(() => import("./api-keys-page.tsx"), "ApiKeysPage"),
});

const newRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/api-keys/new",
  component: lazyPage(() => import("./new-api-key-page.tsx"), "NewApiKeyPage"),
});

const editRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/api-keys/$id",
  params: idParam(apiKeyId),
  component: lazyPage(() => import("./edit-api-key-page.tsx"), "EditApiKeyPage"),
});

export const apiKeyRoutes = [listRoute, newRoute, editRoute] as const;
