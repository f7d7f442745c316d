import type { Appointment, Doctor } from "@caretype/client";
import { Button, NativeSelect, Skeleton, Stack, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { useNow } from "../../../../kit/behavior/use-now.ts";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { EmptyState } from "../../../../kit/notice/empty-state.tsx";
import { notifyFailed } from "../../../../kit/notice/notify.tsx";
import { Waiting } from "../../../../kit/notice/slow-notice.tsx";
import { Paged } from "../../../../kit/section/paged-list.tsx";
import { Row, Rows } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../../session/practice-time/wall.ts";
import { formatDate } from "../../../../words/format/format.ts";
import { AnchorLink, PlainLink } from "../../../../words/format/links.tsx";
import { FactList } from "../../../../words/format/name.tsx";
import { useOwnDoctorRecord } from "../../../people/records/patient/my-patients.ts";
import { Namesakes, PatientName } from "../../../people/records/patient/patient-line.tsx";
import { AppointmentDialog } from "../../records/appointment/appointment-dialog.ts";
import { type DeskStep, stepsOf } from "../../records/appointment/desk-steps.ts";
import { isStanding, isUpcoming } from "../../records/appointment/is-upcoming.ts";
import { stepBackOf, useNotifyChange } from "../../records/appointment/notify-change.ts";
import { StatusBadge } from "../../records/appointment/status-badge.tsx";
import { texts as appointmentTexts, today as texts } from "../../records/appointment/texts.en.ts";
import { useReadWhenChanged } from "../../records/appointment/use-read-when-changed.ts";
import { useVisitStep } from "../../records/appointment/visit-step.ts";
import classes from "./today-page.module.css";

/**
 * The waiting room: waiting, expected and finished visits. Doctors see their own visits first. At the end of the day,
 * it also shows tomorrow. Appears together with `beside`, to avoid layout shifts.
 */
export function Today({ beside }: { beside: ReactNode }) {
  const { dateOf } = usePracticeTime();
  const now = useNow();
  const day = dateOf(new Date(now).toISOString());
  const next = addDays(day, 1);
  const query = useVisits({ from: day, to: day });
  const isOver = query.data?.pages.every(({ items }) => !items.some(isUpcoming)) ?? false;
  const tomorrow = useVisits({ from: next, to: next }, {}, isOver);
  // The range that the calendar's revision covers.
  const held = useVisits({ from: day, to: addDays(day, 30) }, { status: "pending" });
  const own = useOwnDoctorRecord();
  const [isReady, setReady] = useState(false);
  // Only once: what loads later is added.
  if (!isReady && query.data && own !== undefined && !held.isLoading && !tomorrow.isLoading) setReady(true);
  const skeleton = <Skeleton h={320} />;
  if (!isReady && !query.isError) return <Waiting>{skeleton}</Waiting>;
  return (
    <div className={classes.columns}>
      <Stack>
        <Paged query={query} skeleton={skeleton}>
          {(all) => (
            <Namesakes among={all}>
              <Groups
                {...{ all, tomorrow, held }}
                own={own ?? null}
                now={Math.max(now, query.dataUpdatedAt)}
              />
            </Namesakes>
          )}
        </Paged>
      </Stack>
      {beside}
    </div>
  );
}

type GroupsProps = {
  all: readonly Appointment[];
  now: number;
  own: Pick<Doctor, "id" | "name"> | null;
  tomorrow: Visits;
  held: Visits;
};

function Groups({ all, now, own, ...ahead }: GroupsProps) {
  const { dateOf } = usePracticeTime();
  const doctors = new Map(all.map(({ doctorId, doctorName }) => [doctorId, doctorName ?? doctorId]));
  // Also without a visit today.
  if (own) doctors.set(own.id, own.name);
  const [chosen, setChosen] = useState<string>(own?.id ?? "");
  const shown = all.filter(({ doctorId }) => !chosen || doctorId === chosen);
  const having = (...statuses: Appointment["status"][]) =>
    shown.filter(({ status }) => statuses.includes(status));
  const group = (title: string, empty: string, appointments: readonly Appointment[]) => (
    <TodayGroup {...{ title, empty, appointments, now, chosen }} />
  );
  const here = having("arrived").toSorted(byArrival);
  const inside = here.filter(({ seenSince }) => seenSince !== null);
  const today = dateOf(new Date(now).toISOString());
  const held = <Ahead title={texts.toConfirm} query={ahead.held} chosen={chosen} />;
  const tomorrow = (
    <Ahead title={texts.tomorrow(formatDate(addDays(today, 1)))} query={ahead.tomorrow} chosen={chosen} />
  );
  if (all.length === 0)
    return (
      <>
        <EmptyState title={texts.empty} actions={<PlainLink label={texts.toCalendar} to="/calendar" />}>
          {texts.emptyText}
        </EmptyState>
        {held}
        {tomorrow}
      </>
    );
  return (
    <Stack>
      {doctors.size > 1 ? (
        <NativeSelect
          aria-label={texts.doctor}
          maw={320}
          data={[
            { value: "", label: texts.allDoctors },
            ...[...doctors].map(([value, label]) => ({ value, label })),
          ]}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.groups}>
        {group(
          texts.waiting,
          texts.noneWaiting,
          here.filter(({ seenSince }) => seenSince === null),
        )}
        {inside.length === 0 ? null : group(texts.inside, "", inside)}
        <div className={classes.expected}>
          {group(texts.expected, texts.noneExpected, having("pending", "booked"))}
        </div>
        {held}
        {group(texts.over, texts.noneOver, having("fulfilled", "noshow"))}
      </div>
      {all.some(isUpcoming) ? null : tomorrow}
    </Stack>
  );
}

const byArrival = (one: Appointment, other: Appointment) =>
  (one.arrivedAt ?? "").localeCompare(other.arrivedAt ?? "");

type AheadProps = { title: string; query: Visits; chosen: string };

/** Upcoming visits. Empty without any. */
function Ahead({ title, query, chosen }: AheadProps) {
  const visits = (query.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((visit) => (!chosen || visit.doctorId === chosen) && isStanding(visit));
  return visits.length === 0 ? null : (
    <Namesakes among={visits}>
      <TodayGroup {...{ title, chosen }} empty="" appointments={visits} now={query.dataUpdatedAt} />
    </Namesakes>
  );
}

type Visits = ReturnType<typeof useVisits>;
type VisitDays = { from: string; to: string };

const noRead = () => undefined;

/** Appointments of days in the practice's time zone, refetched after a change. */
function useVisits(days: VisitDays, only: { status?: "pending" } = {}, enabled = true) {
  const asked = { ...days, ...only, limit: 200 };
  const list = useInfiniteQuery(api.appointment.list.infiniteQueryOptions(asked, { staleTime: 0, enabled }));
  useReadWhenChanged(days, enabled ? list.refetch : noRead);
  return list;
}

type TodayGroupProps = {
  title: string;
  empty: string;
  appointments: readonly Appointment[];
  /** When the appointments were loaded, in milliseconds since 1970. */
  now: number;
  /** The doctor of all visits. Empty: any. */
  chosen: string;
};

/**
 * Appointments in one state. When a step moves one to another state, the next row takes the focus, otherwise the
 * heading.
 */
function TodayGroup({ title, empty, appointments, now, chosen }: TodayGroupProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Section title={`${title} (${appointments.length})`} headingRef={heading}>
      <Rows empty={empty}>
        {appointments.map((appointment) => (
          <TodayRow
            key={appointment.id}
            appointment={appointment}
            now={now}
            hasDoctor={chosen === ""}
            onStep={(row) => (stepBeside(row) ?? heading.current)?.focus()}
          />
        ))}
      </Rows>
    </Section>
  );
}

/** The first action of the next row, or of the second last. */
const stepBeside = (row: Element | null) =>
  (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector<HTMLElement>("[data-step]");

type TodayRowProps = {
  appointment: Appointment;
  now: number;
  hasDoctor: boolean;
  onStep: (row: Element | null) => void;
};

function TodayRow({ appointment, now, hasDoctor, onStep }: TodayRowProps) {
  const may = usePermissions();
  const format = usePracticeTime();
  const { mutate } = useStep();
  const callIn = useVisitStep({ onError: notifyNotChanged });
  const callInLabels = callIn.labelsFor(appointment);
  const steps = may("appointment:update") ? stepsOf(appointment, format.timeZone) : [];
  const [isOpen, setOpen] = useState(false);
  const { id, patientId, patientName, startsAt, status, visitTypeName, doctorName, roomName } = appointment;
  const heldOn = status === "pending" && format.day(startsAt);
  return (
    <>
      <Row
        title={texts.at(
          <UnstyledButton data-open onClick={() => setOpen(true)}>
            {format.time(startsAt)}
            <VisuallyHidden> {texts.openOf(patientName)}</VisuallyHidden>
          </UnstyledButton>,
          <AnchorLink to="/patients/$id" params={{ id: patientId }}>
            <PatientName {...appointment} />
          </AnchorLink>,
        )}
        badge={
          status === "booked" || status === "arrived" ? (
            <Delay appointment={appointment} now={now} />
          ) : (
            <StatusBadge {...appointment} />
          )
        }
        facts={<FactList facts={[heldOn, visitTypeName, hasDoctor && doctorName, roomName]} />}
        actions={
          <>
            {callInLabels ? (
              <Button
                size="xs"
                variant="light"
                aria-label={callInLabels.of(patientName)}
                onClick={() => callIn.mutate(appointment)}
              >
                {callInLabels.label}
              </Button>
            ) : null}
            {steps.map((step, index) => (
              <Button
                key={step}
                size="xs"
                variant={index === 0 && !callInLabels ? "light" : "default"}
                aria-label={appointmentTexts.stepsOf[step](patientName)}
                data-step
                onClick={({ currentTarget }) => {
                  onStep(currentTarget.closest("li"));
                  mutate({ appointment, step });
                }}
              >
                {appointmentTexts.steps[step]}
              </Button>
            ))}
          </>
        }
      />
      {isOpen ? <AppointmentDialog id={id} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const minutesBetween = (from: string, to: number) =>
  Math.max(0, Math.floor((to - Date.parse(from)) / 60_000));

/** Minutes from which it is highlighted. */
const longMinutes = 60;

/** How long a patient waits, is with the doctor, or is late. */
function Delay({ appointment, now }: { appointment: Appointment; now: number }) {
  const { status, startsAt, arrivedAt, seenSince } = appointment;
  const isHere = status === "arrived";
  const minutes = minutesBetween(isHere ? (seenSince ?? arrivedAt ?? startsAt) : startsAt, now);
  if (!isHere && minutes === 0) return null;
  const color = isHere ? "dimmed" : "var(--mantine-color-yellow-light-color)";
  const isLong = isHere && minutes >= longMinutes;
  return (
    <Text size="sm" {...(isLong ? { c: "var(--mantine-color-error)", fw: 600 } : { c: color })}>
      {!isHere ? texts.late(minutes) : seenSince ? texts.isIn(minutes) : texts.waits(minutes)}
    </Text>
  );
}

const notifyNotChanged = (error: unknown, { patientName }: Appointment) =>
  notifyFailed(appointmentTexts.isNotChanged(patientName), error);

/** Changes an appointment's status, unless it has changed since. */
function useStep() {
  const notify = useNotifyChange();
  return useSingleMutation({
    mutationFn: ({ appointment: { id, version }, step }: { appointment: Appointment; step: DeskStep }) =>
      caretype.appointment[step].mutate({ id, expectedVersion: version }),
    onSuccess: (changed, { step }) =>
      notify(appointmentTexts.done[step](changed.patientName), stepBackOf(changed)),
    onError: (error, { appointment }) => notifyNotChanged(error, appointment),
    onSettled: () => void readAgain(api.appointment),
  });
}
