import { lazyPanel } from "../../kit/connection/load-code.ts";
import type { Manifest } from "../../session/module/manifest.ts";
import { codesRoutes } from "./pages/codes/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = codesRoutes;

const ofChart = { needs: "clinical:read" } as const;

export const manifest: Manifest = {
  entries: {
    data: [{ ...texts.codes, to: "/codes", needs: "clinical:read", order: 10 }],
  },
  patientTabs: [
    {
      ...ofChart,
      name: "chart",
      label: texts.tabs.chart,
      order: 10,
      also: ["encounters"],
      Panel: lazyPanel(() => import("./pages/chart/records.tsx"), "Records"),
    },
    {
      ...ofChart,
      name: "notes",
      label: texts.tabs.notes,
      order: 20,
      Panel: lazyPanel(() => import("./records/note/notes.tsx"), "Notes"),
    },
    {
      ...ofChart,
      name: "vitals",
      label: texts.tabs.vitals,
      order: 30,
      Panel: lazyPanel(() => import("./records/vital-sign/vitals.tsx"), "Vitals"),
    },
  ],
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    chart: typeof routes;
  }
  interface PatientTabs {
    chart: true;
    encounters: true;
    notes: true;
    vitals: true;
  }
}
