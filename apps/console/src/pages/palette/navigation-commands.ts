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
import { texts as paletteTexts } from "./texts.en.ts";

type NavigationCommand = Pick<Command, "id" | "label" | "words" | "icon"> & {
  to: LinkProps["to"];
  needs?: Permission;
};

/** Actions with their own page, and pages outside the navigation. */
export const navigationCommands: readonly NavigationCommand[] = [
  {
    id: "new-patient",
    ...paletteTexts.commands.newPatient,
    icon: IconPlus,
    to: "/patients/new",
    needs: "patient:create",
  },
  {
    id: "new-doctor",
    ...paletteTexts.commands.newDoctor,
    icon: IconPlus,
    to: "/doctors/new",
    needs: "doctor:create",
  },
  {
    id: "new-import",
    ...paletteTexts.commands.newImport,
    icon: IconTableImport,
    to: "/imports/new",
    needs: "import:run",
  },
  {
    id: "new-codes",
    ...paletteTexts.commands.newCodes,
    icon: IconTableImport,
    to: "/codes/new",
    needs: "import:run",
  },
  {
    id: "invite",
    ...paletteTexts.commands.invite,
    icon: IconMailPlus,
    to: "/members/invitations",
    needs: "member:manage",
  },
  {
    id: "new-api-key",
    ...paletteTexts.commands.newApiKey,
    icon: IconKey,
    to: "/api-keys/new",
    needs: "api-key:manage",
  },
  {
    id: "possible-duplicates",
    ...commands.possibleDuplicates,
    icon: IconUsers,
    to: "/patients/duplicates",
    needs: "patient:merge",
  },
  {
    id: "removed-patients",
    ...commands.removedPatients,
    icon: IconTrash,
    to: "/patients/removed",
    needs: "patient:remove",
  },
  {
    id: "removed-doctors",
    ...commands.removedDoctors,
    icon: IconTrash,
    to: "/doctors/removed",
    needs: "doctor:remove",
  },
  {
    id: "emergency-access",
    ...commands.emergencyAccess,
    icon: IconLockOpen,
    to: "/staff/emergency-access",
    needs: "staff:break-glass",
  },
  {
    id: "account",
    ...commands.account,
    icon: IconUser,
    to: "/account",
  },
  {
    id: "waitlist",
    ...commands.waitlist,
    icon: IconHourglass,
    to: "/waitlist",
    needs: "appointment:read",
  },
  {
    id: "security",
    ...commands.security,
    icon: IconLock,
    to: "/account/security",
  },
  {
    id: "sessions",
    ...commands.sessions,
    icon: IconLock,
    to: "/account/sessions",
  },
  {
    id: "practices",
    ...commands.practices,
    icon: IconBuildingHospital,
    to: "/account/practices",
  },
];
