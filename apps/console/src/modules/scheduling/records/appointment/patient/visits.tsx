import type { Appointment, AppointmentId, Patient, PatientId } from "@caretype/client";
import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { MoreButton, Paged } from "../../../../../kit/section/paged-list.tsx";
import { Row, Rows } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { AppointmentDialog } from "../appointment-dialog.ts";
import { isUpcoming } from "../is-upcoming.ts";
import { StatusBadge } from "../status-badge.tsx";
import { texts as appointmentTexts, patient as texts } from "../texts.en.ts";
import { texts as patientWaitlistTexts } from "../waitlist/texts.en.ts";
import { WaitlistDialog } from "../waitlist/waitlist-dialog.tsx";
import { WaitlistEntries } from "../waitlist/waitlist-entries.tsx";

/** A patient's appointments: upcoming, and all others. */
export function Visits({ patient: { id: patientId } }: { patient: Patient }) {
  const { coming, gone, upcoming, past } = useVisits(patientId);
  const [opened, setOpened] = useState<AppointmentId | null>(null);
  const list = (query: typeof coming, visits: readonly Appointment[], empty: string) => (
    <>
      <QueryStates query={query} skeleton={<Skeleton h={80} />}>
        {() => (
          <Rows empty={empty}>
            {visits.map((visit) => (
              <VisitRow key={visit.id} appointment={visit} onOpen={() => setOpened(visit.id)} />
            ))}
          </Rows>
        )}
      </QueryStates>
      <MoreButton query={query} />
    </>
  );
  return (
    <Stack>
      <Section title={texts.upcoming}>{list(coming, upcoming, texts.noneUpcoming)}</Section>
      <Section title={texts.past}>{list(gone, past, texts.nonePast)}</Section>
      <PatientWaitlist patientId={patientId} />
      {opened ? <AppointmentDialog id={opened} onClose={() => setOpened(null)} /> : null}
    </Stack>
  );
}

function VisitRow({ appointment, onOpen }: { appointment: Appointment; onOpen: () => void }) {
  const { startsAt, visitTypeName, doctorName, roomName, seriesId } = appointment;
  const { reasonForVisit, cancelledBy, cancellationReason, overrideReason } = appointment;
  const { dayAndTime } = usePracticeTime();
  const when = dayAndTime(startsAt);
  const known = [visitTypeName, doctorName, roomName, reasonForVisit].filter((name) => name !== null);
  return (
    <Row
      title={when}
      badge={<StatusBadge {...appointment} />}
      facts={
        <>
          <Name>{known.join(" · ")}</Name>
          {seriesId ? ` · ${texts.partOfSeries}` : null}
          {cancellationReason ? <> · {texts.cancelledBecause(cancellationReason)}</> : null}
          {cancelledBy && !cancellationReason ? ` · ${appointmentTexts.cancelledBy[cancelledBy]}` : null}
          {overrideReason ? <> · {texts.overriddenBecause(overrideReason)}</> : null}
        </>
      }
      actions={<SmallButton label={texts.open} name={texts.openOf(when)} onClick={onOpen} />}
    />
  );
}

const pageSize = 20;

/** A patient's appointments from today on, and until today. Both include today's. */
function useVisits(patientId: PatientId) {
  const { dateOf } = usePracticeTime();
  const today = dateOf(new Date().toISOString());
  const from = { patientId, from: today, limit: pageSize } as const;
  const until = { patientId, to: today, sort: "latest", limit: pageSize } as const;
  const coming = useInfiniteQuery(api.appointment.list.infiniteQueryOptions(from));
  const gone = useInfiniteQuery(api.appointment.list.infiniteQueryOptions(until));
  const comingItems = coming.data?.pages.flatMap(({ items }) => items) ?? [];
  const goneItems = gone.data?.pages.flatMap(({ items }) => items) ?? [];
  const cancelled = comingItems.filter(
    (each) => !isUpcoming(each) && !goneItems.some(({ id }) => id === each.id),
  );
  const past = [...cancelled, ...goneItems.filter((each) => !isUpcoming(each))];
  return { coming, gone, upcoming: comingItems.filter(isUpcoming), past };
}

/** The patient's waitlist entries. */
function PatientWaitlist({ patientId }: { patientId: PatientId }) {
  const may = usePermissions();
  const [isAdding, setAdding] = useState(false);
  const query = useInfiniteQuery(
    api.waitlist.list.infiniteQueryOptions({ patientId, limit: 50 }, { staleTime: 0 }),
  );
  const add = may("appointment:create") ? (
    <Button
      variant="light"
      size="xs"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {patientWaitlistTexts.add}
    </Button>
  ) : null;
  return (
    <Section title={patientWaitlistTexts.title} actions={add}>
      <Paged query={query} skeleton={<Skeleton h={60} />}>
        {(entries) =>
          entries.length === 0 ? (
            <Text size="sm">{patientWaitlistTexts.none}</Text>
          ) : (
            <WaitlistEntries entries={entries} hasPatients={false} />
          )
        }
      </Paged>
      {isAdding ? <WaitlistDialog patientId={patientId} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}
