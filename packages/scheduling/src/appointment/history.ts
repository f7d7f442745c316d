import { AppointmentId } from "@caretype/core/kernel/field/ids";
import {
  selectVersions,
  type VersionedTable,
  type VersionRow,
} from "@caretype/core/mechanisms/history/queries";
import { type ReadableKind, unstamped } from "@caretype/core/mechanisms/history/record-kind";
import { appointment } from "@caretype/db/schema";
import { appointmentColumns, cancellation, namesOfVersion } from "./queries.ts";
import { Appointment } from "./schema.ts";

const versioned: VersionedTable = {
  table: appointment,
  firstAuthor: "created_by",
  isShared: false,
  isKeptByAnother: true,
};
const content = Appointment.omit({
  ...unstamped,
  patientName: true,
  doctorName: true,
  visitTypeName: true,
  roomName: true,
  seenSince: true,
});

type Names = {
  patientName: string | null;
  doctorName: string | null;
  visitTypeName: string | null;
  roomName: string | null;
};
type AppointmentVersion = VersionRow & { record: Omit<Appointment, keyof Names | "seenSince">; names: Names };

/** Shows current names. Status and time have their own procedures, so versions cannot be reverted. */
export const appointmentKind: ReadableKind<
  AppointmentVersion,
  typeof Appointment._output,
  typeof content._output,
  "APPOINTMENT_NOT_FOUND"
> = {
  ...versioned,
  type: "appointment",
  reads: "appointment:read",
  called: "an appointment",
  restBase: "/appointments",
  id: AppointmentId,
  notFound: "APPOINTMENT_NOT_FOUND",
  record: Appointment,
  content,
  select: selectVersions(versioned, appointmentColumns, {
    record: { ...appointmentColumns, ...cancellation },
    names: namesOfVersion,
  }),
  toRecord: ({ record, names }) => {
    const { patientName, visitTypeName, ...others } = names;
    if (patientName === null || visitTypeName === null) return null;
    return { ...record, ...others, patientName, visitTypeName, seenSince: null };
  },
  relatedIds: ({ isThere, record }) => (isThere ? [record.patientId, record.doctorId] : []),
};
