import type { Manifest } from "../../session/module/manifest.ts";
import { codesRoutes } from "./pages/codes/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = codesRoutes;

export const manifest: Manifest = {
  entries: [{ ...texts.codes, to: "/codes", needs: "clinical:read", in: "data", order: 10 }],
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    chart: typeof routes;
  }
}
