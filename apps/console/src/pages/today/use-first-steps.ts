import type { Permission } from "@caretype/api";
import {
  IconClockHour4,
  IconShieldLock,
  IconStethoscope,
  IconUserPlus,
  IconUsersGroup,
} from "@tabler/icons-react";
import { skipToken, useQuery } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { createStore, useStore } from "../../kit/behavior/store.ts";
import { keptPrefix } from "../../kit/settings/kept-settings.ts";
import { api } from "../../session/client/api.ts";
import { usePermissions, usePractice } from "../../session/client/use-practice.ts";
import { firstSteps as texts } from "./texts.en.ts";
import type { Overview } from "./use-overview.ts";

export type FirstSteps = { practiceId: string; steps: (Omit<Step, "done"> & { done: boolean })[] };

type Known = { overview: Overview | undefined; isEmpty: boolean };

/**
 * The steps that the reader may take, for whoever sets up the practice: its owners, and anybody in one without
 * patients. Null if they are all done or hidden. Undefined while it is not known.
 */
export function useFirstSteps({ overview, isEmpty }: Known): FirstSteps | null | undefined {
  const practice = usePractice();
  const may = usePermissions();
  const hidden = useStore(hiddenSteps);
  const isHidden = practice !== undefined && hidden.includes(practice.id);
  const isWanted = !isHidden && (isEmpty || may("member:manage"));
  const factors = useQuery(
    api.secondFactor.status.queryOptions(isWanted ? undefined : skipToken, { staleTime: 60_000 }),
  );
  if (practice && !isWanted) return null;
  if (!practice || !overview || factors.isPending) return undefined;
  const { totp = null, passkeys = 0 } = factors.data ?? {};
  const done = { ...overview.setUp, hasSecondFactor: totp !== null || passkeys > 0 };
  const open = steps.filter(({ needs }) => may(needs)).map((step) => ({ ...step, done: done[step.done] }));
  return open.every((step) => step.done) ? null : { practiceId: practice.id, steps: open };
}

type Done = Overview["setUp"] & { hasSecondFactor: boolean };

type Step = {
  to: LinkProps["to"];
  title: string;
  about: string;
  icon: typeof IconUserPlus;
  needs: Permission;
  done: keyof Done;
};

/** The first steps of a new practice. Each is done as soon as the practice has what it creates. */
const steps: readonly Step[] = [
  { to: "/patients/new", needs: "patient:create", icon: IconUserPlus, ...texts.patient, done: "hasPatient" },
  { to: "/doctors/new", needs: "doctor:create", icon: IconStethoscope, ...texts.doctor, done: "hasDoctor" },
  {
    to: "/settings/visit-types",
    needs: "schedule:manage",
    icon: IconClockHour4,
    ...texts.schedule,
    done: "hasSchedule",
  },
  {
    to: "/members/invitations",
    needs: "member:manage",
    icon: IconUsersGroup,
    ...texts.colleague,
    done: "hasColleague",
  },
  {
    to: "/account/security",
    needs: "account:self",
    icon: IconShieldLock,
    ...texts.secondFactor,
    done: "hasSecondFactor",
  },
];

const key = `${keptPrefix}first-steps-hidden`;
const most = 20;

function read(): string[] {
  try {
    return (localStorage.getItem(key) ?? "").split(" ").filter(Boolean);
  } catch {
    return [];
  }
}

/** Ids of the practices whose first steps were hidden on this device. */
const hiddenSteps = createStore<readonly string[]>(read());

export function hideSteps(practiceId: string): void {
  const hidden = [practiceId, ...read().filter((id) => id !== practiceId)].slice(0, most);
  hiddenSteps.set(hidden);
  try {
    localStorage.setItem(key, hidden.join(" "));
  } catch {
    // Without storage, until the page is reloaded.
  }
}
