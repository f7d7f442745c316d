import { IconHourglass } from "@tabler/icons-react";
import type { Entry } from "../../../session/module/manifest.ts";
import { texts } from "./texts.en.ts";

export const entries: readonly Entry[] = [
  { ...texts.waitlist, to: "/waitlist", icon: IconHourglass, needs: "appointment:read", order: 120 },
];
