import type { Manifest } from "../../session/module/manifest.ts";
import { codesImportRoutes } from "./pages/codes/routes.tsx";
import { importRoutes } from "./pages/import/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = [...importRoutes, ...codesImportRoutes] as const;

export const manifest: Manifest = {
  entries: {
    data: [{ ...texts.imports, to: "/imports", needs: "import:read", order: 20, key: "i" }],
    additions: [
      { ...texts.newImport, to: "/imports/new", needs: "import:run", order: 30, addsOn: ["/imports"] },
    ],
  },
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    import: typeof routes;
  }
}
