import type { Appointment, AppointmentId, DoctorId, RouterOutputs } from "@caretype/client";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import type { Undo } from "../../../../../kit/notice/last-change.ts";
import { notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../../../kit/section/confirm-button.tsx";
import { Row, Rows } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { outsideHours as texts } from "../../schedule/texts.en.ts";
import { AppointmentDialog } from "../appointment-dialog.ts";
import { eachBack, stepBackOf, useNotifyChange } from "../notify-change.ts";
import { texts as appointmentTexts } from "../texts.en.ts";

type Visit = RouterOutputs["appointment"]["outsideHours"]["items"][number];
type Alternative = NonNullable<Visit["alternative"]>;

/** Upcoming visits for which the doctor is now absent. Each or all can be moved to a free doctor, or cancelled. */
export function OutsideHours({ doctorId }: { doctorId: DoctorId }) {
  const may = usePermissions()("appointment:update");
  const query = useQuery(api.appointment.outsideHours.queryOptions({ doctorId }, { staleTime: 0 }));
  const [opened, setOpened] = useState<AppointmentId | null>(null);
  const { move, cancel } = useChanges();
  const visits = query.data?.items ?? [];
  const movable = visits.filter(({ alternative }) => alternative);
  if (visits.length === 0) return null;
  const all = may ? (
    <>
      {movable.length > 0 ? (
        <SmallButton label={texts.moveAll(movable.length)} onClick={() => move.mutate(movable)} />
      ) : null}
      <ConfirmButton
        label={texts.cancelAll(visits.length)}
        question={texts.cancelQuestion(visits.length)}
        consequence={texts.cancelMeans}
        onConfirm={() => cancel.mutateAsync(visits)}
      />
    </>
  ) : null;
  return (
    <Section title={<span role="alert">{texts.title(visits.length)}</span>} about={texts.about} actions={all}>
      <Rows>
        {visits.map((visit) => (
          <VisitRow
            key={visit.id}
            visit={visit}
            onOpen={() => setOpened(visit.id)}
            onMove={may && visit.alternative ? () => move.mutate(visits.filter(isOneWith(visit))) : null}
          />
        ))}
      </Rows>
      {opened ? <AppointmentDialog id={opened} onClose={() => setOpened(null)} /> : null}
    </Section>
  );
}

/** Whether they are one group visit, which stays with one doctor. Others at the same time get different doctors. */
const isOneWith =
  (visit: Visit) =>
  (other: Visit): boolean =>
    visit.id === other.id ||
    (visit.startsAt === other.startsAt &&
      visit.visitTypeId === other.visitTypeId &&
      visit.alternative?.doctorId === other.alternative?.doctorId);

type VisitRowProps = { visit: Visit; onOpen: () => void; onMove: (() => void) | null };

function VisitRow({ visit, onOpen, onMove }: VisitRowProps) {
  const { alternative, patientName, startsAt, visitTypeName } = visit;
  const { dayAndTime } = usePracticeTime();
  return (
    <Row
      title={<Name>{patientName}</Name>}
      facts={
        <>
          {dayAndTime(startsAt)} · <Name>{visitTypeName}</Name> ·{" "}
          <Text span inherit c={alternative ? undefined : "var(--mantine-color-yellow-light-color)"}>
            {alternative ? texts.isFree(alternative.doctorName) : texts.nobody}
          </Text>
        </>
      }
      actions={
        <>
          {onMove ? (
            <SmallButton label={texts.move} name={texts.moveOf(patientName)} onClick={onMove} />
          ) : null}
          <SmallButton
            label={appointmentTexts.patient.open}
            name={appointmentTexts.today.openOf(patientName)}
            onClick={onOpen}
          />
        </>
      }
    />
  );
}

function useChanges() {
  const notify = useNotifyChange();
  const { dayAndTime } = usePracticeTime();
  /** Changes each visit. One notification, with Undo, counts the changed ones, another the refused ones. */
  const change = async <Each extends Visit>(
    visits: readonly Each[],
    send: (visit: Each) => Promise<Appointment>,
    describe: (changed: readonly Appointment[]) => { message: string; undo: Undo | undefined },
  ) => {
    const outcomes = await Promise.allSettled(visits.map(send));
    const changed = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    const [refused] = outcomes.flatMap((each, at) =>
      each.status === "rejected" ? [{ visit: visits[at], error: each.reason }] : [],
    );
    if (changed.length > 0) {
      const { message, undo } = describe(changed);
      notify(message, undo);
    }
    if (refused)
      notifyFailed(
        texts.areNotChanged(visits.length - changed.length, dayAndTime(refused.visit?.startsAt ?? "")),
        refused.error,
      );
    await readAgain(api.appointment);
  };
  const move = useSingleMutation({
    mutationFn: (visits: readonly Visit[]) =>
      change(
        visits.filter((visit): visit is Visit & { alternative: Alternative } => visit.alternative !== null),
        ({ id, version: expectedVersion, startsAt, alternative: { doctorId } }) =>
          caretype.appointment.reschedule.mutate({ id, expectedVersion, startsAt, doctorId }),
        (moved) => ({
          message: texts.areMoved(moved.length),
          undo: eachBack(moved, ({ id, version: expectedVersion, startsAt }) =>
            caretype.appointment.reschedule.mutate({
              id,
              expectedVersion,
              startsAt,
              doctorId: visits.find((visit) => visit.id === id)?.doctorId,
            }),
          ),
        }),
      ),
  });
  const cancel = useSingleMutation({
    mutationFn: (visits: readonly Visit[]) =>
      change(
        visits,
        ({ id, version: expectedVersion }) =>
          caretype.appointment.cancel.mutate({ id, expectedVersion, reason: texts.reason }),
        (cancelled) => ({
          message: appointmentTexts.deceased.areCancelled(cancelled.length),
          undo: stepBackOf(...cancelled),
        }),
      ),
  });
  return { move, cancel };
}
