import { IconStethoscope, IconUsers } from "@tabler/icons-react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import type { Manifest } from "../../session/module/manifest.ts";
import { commonTexts } from "../../words/common/common.ts";
import { auditRoutes } from "./pages/audit/routes.tsx";
import { doctorRoutes } from "./pages/doctor/routes.tsx";
import { patientRoutes } from "./pages/patient/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = [...patientRoutes, ...doctorRoutes, ...auditRoutes] as const;

export const manifest: Manifest = {
  entries: {
    work: [
      {
        to: "/patients",
        label: commonTexts.patients,
        icon: IconUsers,
        needs: "patient:read",
        order: 30,
        key: "p",
      },
      {
        to: "/doctors",
        label: commonTexts.doctors,
        icon: IconStethoscope,
        needs: "doctor:read",
        order: 40,
        key: "d",
      },
    ],
    additions: [
      {
        ...texts.newPatient,
        to: "/patients/new",
        needs: "patient:create",
        order: 10,
        addsOn: ["/patients", "/today"],
      },
      { ...texts.newDoctor, to: "/doctors/new", needs: "doctor:create", order: 20, addsOn: ["/doctors"] },
    ],
    data: [{ ...texts.audit, to: "/audit", needs: "audit:read", order: 40, key: "a" }],
  },
  parts: {
    doctorPicker: [
      { Part: lazyPart(() => import("./records/assignment/doctor-picker.tsx"), "DoctorPicker") },
    ],
  },
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    people: typeof routes;
  }
}
