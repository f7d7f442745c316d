import type { Appointment } from "@caretype/client";
import { Button, Stack, Text } from "@mantine/core";
import { Fragment, useRef } from "react";
import { Row } from "../../../kit/section/row.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { StatusBadge } from "../../../records/appointment/status-badge.tsx";
import { texts as appointmentTexts } from "../../../records/appointment/texts.en.ts";
import { stepsOf, useStep } from "../../../records/appointment/use-step.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { type PracticeTime, usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { Name } from "../../../words/format/name.tsx";

type TodayGroupProps = {
  title: string;
  empty: string;
  appointments: readonly Appointment[];
  /** When the appointments were read, in milliseconds since 1970. */
  now: number;
};

const texts = appointmentTexts.today;

/** The appointments of one state. A row leaves it with its step, so the heading then takes the focus. */
export function TodayGroup({ title, empty, appointments, now }: TodayGroupProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Section title={`${title} (${appointments.length})`} headingRef={heading}>
      {appointments.length === 0 ? (
        <Text size="sm">{empty}</Text>
      ) : (
        <Stack component="ul" gap={0} m={0} p={0}>
          {appointments.map((appointment) => (
            <TodayRow
              key={appointment.id}
              appointment={appointment}
              now={now}
              onStep={() => heading.current?.focus()}
            />
          ))}
        </Stack>
      )}
    </Section>
  );
}

type TodayRowProps = { appointment: Appointment; now: number; onStep: () => void };

function TodayRow({ appointment, now, onStep }: TodayRowProps) {
  const may = usePermissions();
  const format = usePracticeTime();
  const { mutate } = useStep();
  const { patientId, patientName, startsAt, status } = appointment;
  return (
    <Row
      title={texts.at(
        format.time(startsAt),
        <AnchorLink to="/patients/$id" params={{ id: patientId }}>
          <Name>{patientName}</Name>
        </AnchorLink>,
      )}
      badge={status === "booked" || status === "arrived" ? null : <StatusBadge status={status} />}
      facts={factsOf(appointment, { now, format })}
      actions={
        may("appointment:update")
          ? stepsOf(appointment, format.timeZone).map((step, index) => (
              <Button
                key={step}
                size="xs"
                variant={index === 0 ? "light" : "default"}
                aria-label={appointmentTexts.stepsOf[step](patientName)}
                onClick={() => {
                  onStep();
                  mutate({ appointment, step });
                }}
              >
                {appointmentTexts.steps[step]}
              </Button>
            ))
          : null
      }
    />
  );
}

const minutesBetween = (from: string, to: number) =>
  Math.max(0, Math.floor((to - Date.parse(from)) / 60_000));

/** How long somebody has waited or is late, then what the appointment is. */
function factsOf(appointment: Appointment, { now, format }: { now: number; format: PracticeTime }) {
  const { status, startsAt, arrivedAt, visitTypeName, doctorName, roomName } = appointment;
  const late = status === "booked" ? minutesBetween(startsAt, now) : 0;
  const waits = status === "arrived" && arrivedAt !== null;
  const known = [visitTypeName, doctorName, roomName].filter((name) => name !== null);
  return (
    <>
      {waits ? `${texts.since(format.time(arrivedAt), minutesBetween(arrivedAt, now))} · ` : null}
      {late > 0 ? `${texts.late(late)} · ` : null}
      {known.map((name, index) => (
        <Fragment key={name}>
          {index > 0 ? " · " : null}
          <Name>{name}</Name>
        </Fragment>
      ))}
    </>
  );
}
