import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { AppointmentId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  newestFirst,
  type VersionedTable,
  type VersionRow,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { type ReadableKind, unstamped } from "../../mechanisms/history/record-kind.ts";
import { appointmentColumns, cancellation, namesOfVersion } from "./queries.ts";
import { Appointment } from "./schema.ts";

const { appointment } = schema;

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
});

type Names = {
  patientName: string | null;
  doctorName: string | null;
  visitTypeName: string | null;
  roomName: string | null;
};
type AppointmentVersion = VersionRow & { appointment: Omit<Appointment, keyof Names>; names: Names };

/** Names are the current ones. A change of status or time is made by its own procedure, so none is reverted. */
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
  select: (db, versions) =>
    db
      .select({
        ...versionFields(versioned),
        appointment: { ...appointmentColumns, ...cancellation },
        names: namesOfVersion,
      })
      .from(versions)
      .innerJoinLateral(keptRow("appointment", appointmentColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: ({ appointment: row, names }) => {
    const { patientName, visitTypeName, ...others } = names;
    if (patientName === null || visitTypeName === null) return null;
    return { ...row, ...others, patientName, visitTypeName };
  },
  relatedIds: ({ isThere, appointment: row }) => (isThere ? [row.patientId, row.doctorId] : []),
};
