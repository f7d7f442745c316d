import type { Permission } from "@caretype/api";
import { IconShieldLock, IconStethoscope, IconUserPlus, IconUsersGroup } from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { Overview } from "../statistics.ts";

type Done = Overview["setUp"] & { hasSecondFactor: boolean };

export type Step = {
  to: LinkProps["to"];
  title: string;
  about: string;
  icon: typeof IconUserPlus;
  needs: Permission;
  isDone: (done: Done) => boolean;
};

/** The first steps of a new practice. Each is done as soon as the practice has what it creates. */
export const steps: readonly Step[] = [
  {
    to: "/patients/new",
    needs: "patient:create",
    icon: IconUserPlus,
    title: "Add a patient",
    about: "A name and a gender are enough to begin with.",
    isDone: ({ hasPatient }) => hasPatient,
  },
  {
    to: "/doctors/new",
    needs: "doctor:create",
    icon: IconStethoscope,
    title: "Add a doctor",
    about: "Then assign patients to them.",
    isDone: ({ hasDoctor }) => hasDoctor,
  },
  {
    to: "/members/invitations",
    needs: "member:manage",
    icon: IconUsersGroup,
    title: "Invite a colleague",
    about: "Each has an account and a role of their own.",
    isDone: ({ hasColleague }) => hasColleague,
  },
  {
    to: "/account/security",
    needs: "account:self",
    icon: IconShieldLock,
    title: "Set up a second factor",
    about: "An app or a passkey protects your account.",
    isDone: ({ hasSecondFactor }) => hasSecondFactor,
  },
];
