import { IconTrash, IconUsers } from "@tabler/icons-react";
import type { Entry } from "../../../session/module/manifest.ts";
import { texts } from "./texts.en.ts";

export const entries: readonly Entry[] = [
  {
    ...texts.possibleDuplicates,
    to: "/patients/duplicates",
    icon: IconUsers,
    needs: "patient:merge",
    order: 70,
  },
  { ...texts.removedPatients, to: "/patients/removed", icon: IconTrash, needs: "patient:remove", order: 80 },
  { ...texts.removedDoctors, to: "/doctors/removed", icon: IconTrash, needs: "doctor:remove", order: 90 },
];
