import { IconTableImport } from "@tabler/icons-react";
import type { Manifest } from "../../session/module/manifest.ts";
import { codesImportRoutes } from "./pages/codes/routes.tsx";
import { importRoutes } from "./pages/import/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = [...importRoutes, ...codesImportRoutes] as const;

export const manifest: Manifest = {
  entries: [
    { ...texts.imports, to: "/imports", needs: "import:read", in: "data", order: 20, key: "i" },
    {
      ...texts.newImport,
      to: "/imports/new",
      icon: IconTableImport,
      needs: "import:run",
      in: "palette",
      order: 30,
      addsOn: ["/imports"],
    },
    {
      ...texts.newCodes,
      to: "/codes/new",
      icon: IconTableImport,
      needs: "import:run",
      in: "palette",
      order: 40,
    },
  ],
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    import: typeof routes;
  }
}
