import type { Appointment, PatientId } from "@caretype/client";
import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { type ReactNode, Suspense, useState } from "react";
import { usePermissions } from "../../session/use-practice.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { QueryStates } from "../../shell/page/query-states.tsx";
import { MoreButton } from "../../shell/section/more-button.tsx";
import { Row } from "../../shell/section/row.tsx";
import { Section } from "../../shell/section/section.tsx";
import { Name } from "../../shell/text/name.tsx";
import { appointmentTexts } from "../../texts/appointment.ts";
import { usePracticeTime } from "../practice-time.ts";
import { StatusBadge } from "../status-badge.tsx";
import { standing, useVisits } from "./use-visits.ts";

const CancelAppointment = lazyPart(() => import("./cancel-appointment.tsx"), "CancelAppointment");

const texts = appointmentTexts.patient;
const { button, buttonOf } = appointmentTexts.cancel;

/** A patient's appointments: those to come, and all others. */
export function Visits({ patientId }: { patientId: PatientId }) {
  const { coming, gone, upcoming, past } = useVisits(patientId);
  const [cancelled, setCancelled] = useState<Appointment | null>(null);
  const list = (appointments: readonly Appointment[], empty: string): ReactNode =>
    appointments.length === 0 ? (
      <Text size="sm">{empty}</Text>
    ) : (
      <Stack component="ul" gap={0} m={0} p={0}>
        {appointments.map((appointment) => (
          <VisitRow
            key={appointment.id}
            appointment={appointment}
            onCancel={() => setCancelled(appointment)}
          />
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
      {cancelled ? (
        <Suspense>
          <CancelAppointment appointment={cancelled} onClose={() => setCancelled(null)} />
        </Suspense>
      ) : null}
    </Stack>
  );
}

type VisitRowProps = { appointment: Appointment; onCancel: () => void };

function VisitRow({ appointment, onCancel }: VisitRowProps) {
  const { startsAt, status, visitTypeName, doctorName, roomName, seriesId } = appointment;
  const { reasonForVisit, cancellationReason, overrideReason } = appointment;
  const may = usePermissions();
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
        may("appointment:update") && standing.includes(status) ? (
          <Button variant="default" size="xs" aria-label={buttonOf(when)} onClick={onCancel}>
            {button}
          </Button>
        ) : null
      }
    />
  );
}
