import type { Manifest } from "../../session/module/manifest.ts";
import { staffRoutes } from "./pages/staff/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = staffRoutes;

export const manifest: Manifest = {
  entries: {
    own: [{ ...texts.accounts, to: "/staff/accounts", needs: "staff:accounts", order: 20 }],
  },
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    staff: typeof routes;
  }
}
