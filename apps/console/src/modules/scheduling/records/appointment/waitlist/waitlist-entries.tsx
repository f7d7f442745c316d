import type { AppointmentId, RouterOutputs } from "@caretype/client";
import { Badge, Stack } from "@mantine/core";
import { useState } from "react";
import { formatTimeOfDay } from "../../../../../kit/form/typed-time.ts";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../../../kit/section/confirm-button.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { formatDate, formatDay } from "../../../../../words/format/format.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { specializationName } from "../../../../people/records/doctor/specialization-name.ts";
import { weekdayName } from "../../schedule/hours/describe-hours.ts";
import { AppointmentDialog } from "../appointment-dialog.ts";
import { texts } from "./texts.en.ts";

type WaitlistEntriesProps = { entries: readonly WaitlistEntry[]; hasPatients: boolean };

/** Entries of the waitlist. An open offer opens its held appointment. */
export function WaitlistEntries({ entries, hasPatients }: WaitlistEntriesProps) {
  const [opened, setOpened] = useState<AppointmentId | null>(null);
  return (
    <>
      <Stack component="ul" gap={0} m={0} p={0}>
        {entries.map((entry) => (
          <WaitlistRow
            key={entry.id}
            entry={entry}
            hasPatient={hasPatients}
            onOpenOffer={() => setOpened(entry.offer?.appointmentId ?? null)}
          />
        ))}
      </Stack>
      {opened ? (
        <AppointmentDialog
          id={opened}
          onClose={() => {
            setOpened(null);
            // Confirming the offer ends the wait.
            void readAgain(api.waitlist);
          }}
        />
      ) : null}
    </>
  );
}

type WaitlistRowProps = {
  entry: WaitlistEntry;
  /** Whether to show the patient. Their own page already does. */
  hasPatient: boolean;
  onOpenOffer: () => void;
};

/** An entry: the patient, what they wait for, since when, and the open offer. */
function WaitlistRow({ entry, hasPatient, onOpenOffer }: WaitlistRowProps) {
  const may = usePermissions();
  const { id, patientId, patientName, visitTypeName, offer } = entry;
  return (
    <Row
      title={
        hasPatient ? (
          <AnchorLink to="/patients/$id" params={{ id: patientId }}>
            <Name>{patientName}</Name>
          </AnchorLink>
        ) : (
          <Name>{visitTypeName}</Name>
        )
      }
      badge={offer ? <Badge color="yellow">{texts.offered}</Badge> : null}
      facts={<Facts entry={entry} hasPatient={hasPatient} />}
      actions={
        <>
          {offer ? (
            <SmallButton
              label={texts.openOffer}
              name={texts.openOfferTo(patientName)}
              onClick={onOpenOffer}
            />
          ) : null}
          {may("appointment:update") ? (
            <ConfirmButton
              label={texts.remove}
              name={texts.removeOf(patientName)}
              question={texts.askRemove(patientName)}
              consequence={offer ? texts.removeMeansWithOffer : texts.removeMeans}
              onConfirm={async () => {
                await caretype.waitlist.remove.mutate({ id });
                notifyDone(texts.isRemoved(patientName));
                await readAgain(api.waitlist);
              }}
            />
          ) : null}
        </>
      }
    />
  );
}

function Facts({ entry, hasPatient }: Pick<WaitlistRowProps, "entry" | "hasPatient">) {
  const { visitTypeName, doctorName, specialization, note, offer, createdAt } = entry;
  const { dayAndTime } = usePracticeTime();
  const who = doctorName ?? (specializationName(specialization) || texts.anyDoctor);
  return (
    <>
      {hasPatient ? (
        <>
          <Name>{visitTypeName}</Name>
          {" · "}
        </>
      ) : null}
      <Name>{who}</Name>
      <br />
      {describeWish(entry)}
      <br />
      {texts.since(formatDay(createdAt))}
      {note === null ? null : (
        <>
          {" · "}
          <Name>{note}</Name>
        </>
      )}
      {offer === null ? null : (
        <>
          <br />
          {texts.offer(dayAndTime(offer.startsAt), dayAndTime(offer.heldUntil))}
        </>
      )}
    </>
  );
}

type WaitlistEntry = RouterOutputs["waitlist"]["list"]["items"][number];

function describeTimes({ startsFrom, startsTo }: WaitlistEntry): string {
  const [from, to] = [startsFrom && formatTimeOfDay(startsFrom), startsTo && formatTimeOfDay(startsTo)];
  if (from && to) return texts.startsBetween(from, to);
  if (from) return texts.startsAfter(from);
  return to ? texts.startsBefore(to) : texts.anyTime;
}

/** Suitable weekdays, times and days, in one line. */
function describeWish(entry: WaitlistEntry): string {
  const { weekdays, firstDay, lastDay } = entry;
  const days = weekdays.length === 7 ? texts.anyDay : weekdays.map(weekdayName).join(", ");
  const until = formatDate(lastDay);
  const range = firstDay ? texts.between(formatDate(firstDay), until) : texts.until(until);
  return [days, describeTimes(entry), range].join(" · ");
}
