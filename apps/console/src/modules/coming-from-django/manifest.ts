import { lazyPart } from "../../kit/connection/load-code.ts";
import type { Manifest } from "../../session/module/manifest.ts";

export const routes = [] as const;

export const manifest: Manifest = {
  parts: {
    apiKeys: [
      {
        Part: lazyPart(() => import("./records/former-system/former-clients.tsx"), "FormerClients"),
        needs: "practice:update",
      },
    ],
    dialectPicker: [
      { Part: lazyPart(() => import("./records/former-system/dialect-select.tsx"), "DialectSelect") },
    ],
  },
};
