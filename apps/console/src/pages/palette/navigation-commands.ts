import type { Permission } from "@caretype/api";
import {
  IconBuildingHospital,
  IconHourglass,
  IconKey,
  IconLock,
  IconLockOpen,
  IconMailPlus,
  IconPlus,
  IconTableImport,
  IconTrash,
  IconUser,
  IconUsers,
} from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { Command } from "./command.ts";
import { texts as commands } from "./commands/texts.en.ts";
import { commands as own } from "./texts.en.ts";

type NavigationCommand = Pick<Command, "label" | "words" | "icon"> & {
  to: LinkProps["to"];
  needs?: Permission;
};

/** Actions with their own page, and pages outside the navigation. */
export const navigationCommands: readonly NavigationCommand[] = [
  { ...own.newPatient, icon: IconPlus, to: "/patients/new", needs: "patient:create" },
  { ...own.newDoctor, icon: IconPlus, to: "/doctors/new", needs: "doctor:create" },
  { ...own.newImport, icon: IconTableImport, to: "/imports/new", needs: "import:run" },
  { ...own.newCodes, icon: IconTableImport, to: "/codes/new", needs: "import:run" },
  { ...own.invite, icon: IconMailPlus, to: "/members/invitations", needs: "member:manage" },
  { ...own.newApiKey, icon: IconKey, to: "/api-keys/new", needs: "api-key:manage" },
  { ...commands.possibleDuplicates, icon: IconUsers, to: "/patients/duplicates", needs: "patient:merge" },
  { ...commands.removedPatients, icon: IconTrash, to: "/patients/removed", needs: "patient:remove" },
  { ...commands.removedDoctors, icon: IconTrash, to: "/doctors/removed", needs: "doctor:remove" },
  {
    ...commands.emergencyAccess,
    icon: IconLockOpen,
    to: "/staff/emergency-access",
    needs: "staff:break-glass",
  },
  { ...commands.account, icon: IconUser, to: "/account" },
  { ...commands.waitlist, icon: IconHourglass, to: "/waitlist", needs: "appointment:read" },
  { ...commands.security, icon: IconLock, to: "/account/security" },
  { ...commands.sessions, icon: IconLock, to: "/account/sessions" },
  { ...commands.practices, icon: IconBuildingHospital, to: "/account/practices" },
];
