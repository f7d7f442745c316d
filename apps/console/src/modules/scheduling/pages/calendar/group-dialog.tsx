import type { Appointment, AppointmentId } from "@caretype/client";
import { Button, Stack } from "@mantine/core";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { Name } from "../../../../words/format/name.tsx";
import { PatientLine } from "../../../people/records/patient/patient-line.tsx";
import { texts as bookingTexts } from "../../records/appointment/book/texts.en.ts";
import { texts as calendarTexts } from "../../records/appointment/details/texts.en.ts";
import { statusText } from "../../records/appointment/status-text.ts";
import { texts } from "../../records/appointment/texts.en.ts";

type GroupDialogProps = {
  appointments: readonly Appointment[];
  seats: number;
  onOpen: (id: AppointmentId) => void;
  /** Books another patient into the group. */
  onBook: () => void;
  onClose: () => void;
};

/** The patients of a group visit. */
export function GroupDialog({ appointments, seats, onOpen, onBook, onClose }: GroupDialogProps) {
  const mayBook = usePermissions()("appointment:create") && appointments.length < seats;
  const { visitTypeName = "" } = appointments[0] ?? {};
  const title = calendarTexts.group(visitTypeName, appointments.length, seats);
  return (
    <Dialog onClose={onClose} title={<Name>{title}</Name>}>
      <Stack component="ul" gap={0} m={0} p={0}>
        {appointments.map(({ id, patientId, patientName, ...visit }) => (
          <Row
            key={id}
            title={<Name>{patientName}</Name>}
            facts={
              <>
                <PatientLine id={patientId} />
                {statusText(visit)}
              </>
            }
            actions={
              <SmallButton
                label={texts.patient.open}
                name={texts.today.openOf(patientName)}
                onClick={() => onOpen(id)}
              />
            }
          />
        ))}
      </Stack>
      {mayBook ? (
        <Button mt="md" onClick={onBook}>
          {bookingTexts.title}
        </Button>
      ) : null}
    </Dialog>
  );
}
