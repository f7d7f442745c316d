import type { Permission } from "@caretype/api";
import {
  IconBuildingHospital,
  IconKey,
  IconLock,
  IconLockOpen,
  IconMailPlus,
  IconPlus,
  IconSettings,
  IconTableImport,
  IconTrash,
  IconUser,
} from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { Command } from "./command.ts";

type NavigationCommand = Pick<Command, "id" | "label" | "words" | "icon"> & {
  to: LinkProps["to"];
  needs?: Permission;
};

/** Actions with their own page, and pages outside the navigation. */
export const navigationCommands: readonly NavigationCommand[] = [
  {
    id: "new-patient",
    label: "Add a patient",
    words: "new create register",
    icon: IconPlus,
    to: "/patients/new",
    needs: "patient:create",
  },
  {
    id: "new-doctor",
    label: "Add a doctor",
    words: "new create",
    icon: IconPlus,
    to: "/doctors/new",
    needs: "doctor:create",
  },
  {
    id: "new-import",
    label: "Import from files",
    words: "csv synthea upload",
    icon: IconTableImport,
    to: "/imports/new",
    needs: "import:run",
  },
  {
    id: "invite",
    label: "Invite somebody",
    words: "member invitation colleague mail",
    icon: IconMailPlus,
    to: "/members/invitations",
    needs: "member:manage",
  },
  {
    id: "new-api-key",
    label: "Create an API key",
    words: "new create add token",
    icon: IconKey,
    to: "/api-keys/new",
    needs: "api-key:manage",
  },
  {
    id: "removed-patients",
    label: "Removed patients",
    words: "restore deleted trash",
    icon: IconTrash,
    to: "/patients/removed",
    needs: "patient:remove",
  },
  {
    id: "removed-doctors",
    label: "Removed doctors",
    words: "restore deleted trash",
    icon: IconTrash,
    to: "/doctors/removed",
    needs: "doctor:remove",
  },
  {
    id: "emergency-access",
    label: "Emergency access",
    words: "emergency staff",
    icon: IconLockOpen,
    to: "/staff/emergency-access",
    needs: "staff:break-glass",
  },
  {
    id: "account",
    label: "My account",
    words: "profile email email address name",
    icon: IconUser,
    to: "/account",
  },
  {
    id: "display",
    label: "Display settings",
    words: "settings preferences options language dates time zone theme colours colors dark light",
    icon: IconSettings,
    to: "/account/display",
  },
  {
    id: "practice-settings",
    label: "Practice settings",
    words: "settings rename name time zone second factor",
    icon: IconBuildingHospital,
    to: "/members/practice",
    needs: "practice:read",
  },
  {
    id: "security",
    label: "Password and second factor",
    words: "security passkeys recovery codes",
    icon: IconLock,
    to: "/account/security",
  },
  {
    id: "sessions",
    label: "My sessions",
    words: "devices sign out everywhere",
    icon: IconLock,
    to: "/account/sessions",
  },
  {
    id: "practices",
    label: "My practices",
    words: "switch leave create",
    icon: IconBuildingHospital,
    to: "/account/practices",
  },
];
