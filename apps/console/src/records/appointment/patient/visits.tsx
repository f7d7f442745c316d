import type { Appointment, AppointmentId, PatientId } from "@caretype/client";
import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { type ReactNode, Suspense, useState } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { MoreButton } from "../../../kit/section/more-button.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { Name } from "../../../words/format/name.tsx";
import { StatusBadge } from "../status-badge.tsx";
import { texts as appointmentTexts } from "../texts.en.ts";
import { PatientWaitlist } from "../waitlist/patient-waitlist.tsx";
import { useVisits } from "./use-visits.ts";

const AppointmentDialog = lazyPart(() => import("../details/appointment-dialog.tsx"), "AppointmentDialog");

const texts = appointmentTexts.patient;

/** A patient's appointments: those to come, and all others. */
export function Visits({ patientId }: { patientId: PatientId }) {
  const { coming, gone, upcoming, past } = useVisits(patientId);
  const [opened, setOpened] = useState<AppointmentId | null>(null);
  const list = (appointments: readonly Appointment[], empty: string): ReactNode =>
    appointments.length === 0 ? (
      <Text size="sm">{empty}</Text>
    ) : (
      <Stack component="ul" gap={0} m={0} p={0}>
        {appointments.map((appointment) => (
          <VisitRow key={appointment.id} appointment={appointment} onOpen={() => setOpened(appointment.id)} />
        ))}
      </Stack>
    );
  return (
    <Stack>
      <Section title={texts.upcoming}>
        <QueryStates query={coming} skeleton={<Skeleton h={80} />}>
          {() => list(upcoming, texts.noneUpcoming)}
        </QueryStates>
        <MoreButton query={coming} />
      </Section>
      <Section title={texts.past}>
        <QueryStates query={gone} skeleton={<Skeleton h={80} />}>
          {() => list(past, texts.nonePast)}
        </QueryStates>
        <MoreButton query={gone} />
      </Section>
      <PatientWaitlist patientId={patientId} />
      {opened ? (
        <Suspense>
          <AppointmentDialog id={opened} onClose={() => setOpened(null)} />
        </Suspense>
      ) : null}
    </Stack>
  );
}

type VisitRowProps = { appointment: Appointment; onOpen: () => void };

function VisitRow({ appointment, onOpen }: VisitRowProps) {
  const { startsAt, status, visitTypeName, doctorName, roomName, seriesId } = appointment;
  const { reasonForVisit, cancellationReason, overrideReason } = appointment;
  const { dayAndTime } = usePracticeTime();
  const when = dayAndTime(startsAt);
  const known = [visitTypeName, doctorName, roomName, reasonForVisit].filter((name) => name !== null);
  return (
    <Row
      title={when}
      badge={<StatusBadge status={status} />}
      facts={
        <>
          <Name>{known.join(" · ")}</Name>
          {seriesId ? ` · ${texts.partOfSeries}` : null}
          {cancellationReason ? <> · {texts.cancelledBecause(cancellationReason)}</> : null}
          {overrideReason ? <> · {texts.overriddenBecause(overrideReason)}</> : null}
        </>
      }
      actions={
        <Button variant="default" size="xs" aria-label={texts.openOf(when)} onClick={onOpen}>
          {texts.open}
        </Button>
      }
    />
  );
}
