import type { Permission } from "@caretype/api";
import {
  IconClockHour4,
  IconShieldLock,
  IconStethoscope,
  IconUserPlus,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { Overview } from "../statistics.ts";
import { texts as dashboardTexts } from "../texts.en.ts";

const texts = dashboardTexts.firstSteps;

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
    ...texts.patient,
    isDone: ({ hasPatient }) => hasPatient,
  },
  {
    to: "/doctors/new",
    needs: "doctor:create",
    icon: IconStethoscope,
    ...texts.doctor,
    isDone: ({ hasDoctor }) => hasDoctor,
  },
  {
    to: "/members/appointments",
    needs: "schedule:manage",
    icon: IconClockHour4,
    ...texts.schedule,
    isDone: ({ hasSchedule }) => hasSchedule,
  },
  {
    to: "/members/invitations",
    needs: "member:manage",
    icon: IconUsersGroup,
    ...texts.colleague,
    isDone: ({ hasColleague }) => hasColleague,
  },
  {
    to: "/account/security",
    needs: "account:self",
    icon: IconShieldLock,
    ...texts.secondFactor,
    isDone: ({ hasSecondFactor }) => hasSecondFactor,
  },
];
