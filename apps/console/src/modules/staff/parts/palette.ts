import { IconLockOpen } from "@tabler/icons-react";
import type { Entry } from "../../../session/module/manifest.ts";
import { texts } from "./texts.en.ts";

export const entries: readonly Entry[] = [
  {
    ...texts.emergencyAccess,
    to: "/staff/emergency-access",
    icon: IconLockOpen,
    needs: "staff:break-glass",
    order: 100,
  },
];
