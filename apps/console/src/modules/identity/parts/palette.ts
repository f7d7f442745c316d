import { IconBuildingHospital, IconLock, IconUser } from "@tabler/icons-react";
import type { Entry } from "../../../session/module/manifest.ts";
import { texts } from "./texts.en.ts";

export const entries: readonly Entry[] = [
  { ...texts.account, to: "/account", icon: IconUser, order: 110 },
  { ...texts.security, to: "/account/security", icon: IconLock, order: 130 },
  { ...texts.sessions, to: "/account/sessions", icon: IconLock, order: 140 },
  { ...texts.practices, to: "/account/practices", icon: IconBuildingHospital, order: 150 },
];
