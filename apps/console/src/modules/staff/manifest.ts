import { IconLockOpen } from "@tabler/icons-react";
import type { Manifest } from "../../session/module/manifest.ts";
import { staffRoutes } from "./pages/staff/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = staffRoutes;

export const manifest: Manifest = {
  entries: [
    { ...texts.accounts, to: "/staff/accounts", needs: "staff:accounts", in: "own", order: 20 },
    {
      ...texts.emergencyAccess,
      to: "/staff/emergency-access",
      icon: IconLockOpen,
      needs: "staff:break-glass",
      in: "palette",
      order: 100,
    },
  ],
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    staff: typeof routes;
  }
}
