import type { Permission } from "@caretype/api";
import { Progress, VisuallyHidden } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import {
  IconCircleCheckFilled,
  IconClockHour4,
  IconShieldLock,
  IconStethoscope,
  IconUserPlus,
  IconUsersGroup,
} from "@tabler/icons-react";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { Section } from "../../../../kit/section/section.tsx";
import { keptPrefix } from "../../../../kit/settings/kept-settings.ts";
import { TextButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { usePermissions, usePractice } from "../../../../session/client/use-practice.ts";
import { TextLink } from "../../../../words/format/links.tsx";
import classes from "./first-steps.module.css";
import { firstSteps as texts } from "./texts.en.ts";
import type { Overview } from "./use-overview.ts";

type FirstSteps = { practiceId: string; steps: (Omit<Step, "done"> & { done: boolean })[] };

/**
 * The steps that the user may take to set up the practice. For its owners, and anyone in a practice without patients.
 * Null if all are done or hidden. Undefined while loading.
 */
export function useFirstSteps(overview: Overview | undefined, isEmpty: boolean) {
  const practice = usePractice();
  const may = usePermissions();
  const [hidden] = useHiddenSteps();
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

/** The first steps of a new practice. Each is done once the practice has what it creates. */
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

/** Ids of the practices whose first steps were hidden on this device. */
const useHiddenSteps = () =>
  useLocalStorage<readonly string[]>({
    key: `${keptPrefix}first-steps-hidden`,
    defaultValue: [],
    getInitialValueInEffect: false,
    serialize: (ids) => ids.slice(0, 20).join(" "),
    deserialize: (kept = "") => kept.split(" "),
  });

/** A checklist that updates itself, until it is done or hidden. */
export function FirstStepsPanel({ practiceId, steps }: FirstSteps) {
  const may = usePermissions();
  const [, setHidden] = useHiddenSteps();
  const hide = () => setHidden((before) => [practiceId, ...before.filter((id) => id !== practiceId)]);
  const done = steps.filter((step) => step.done).length;
  const text = texts.progress(done, steps.length);
  return (
    <Section
      title={texts.title}
      actions={
        <>
          <span className={classes.progress}>
            <span>{text}</span>
            <Progress value={(100 * done) / steps.length} w={96} aria-hidden color="success" />
          </span>
          <TextButton label={texts.hide} onClick={hide} />
        </>
      }
    >
      <ul className={classes.steps}>
        {steps.map(({ to, title, about, icon: Icon, done: isDone }) => (
          <li key={title}>
            {isDone ? (
              <div className={classes.step} data-done>
                <IconCircleCheckFilled size={18} aria-hidden className={classes.done} />
                <span className={classes.title}>
                  {title}
                  <VisuallyHidden>{texts.isDone}</VisuallyHidden>
                </span>
              </div>
            ) : (
              <Link to={to} className={classes.step}>
                <Icon size={24} aria-hidden className={classes.icon} />
                <span>
                  <span className={classes.title}>{title}</span>
                  <span className={classes.about}>{about}</span>
                </span>
              </Link>
            )}
          </li>
        ))}
      </ul>
      {may("import:run") && steps.some(({ to, done: isDone }) => to === "/patients/new" && !isDone) ? (
        <p className={classes.more}>
          {texts.import(<TextLink label={texts.importFiles} to="/imports/new" />)}
        </p>
      ) : null}
    </Section>
  );
}
