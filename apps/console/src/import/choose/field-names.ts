import type { TableField } from "@caretype/api/import/table/schema";
import { doctorFields } from "../../doctor/field-views.ts";
import { patientFields } from "../../patient/field-views.ts";
import type { FieldView } from "../../record/field-view.ts";
import { importChooseTexts } from "../../texts/import-choose.ts";

/** Names of a field here and in other programs. */
type FieldNames = Pick<FieldView<never>, "label" | "columnLabel" | "headings">;

const { appointment } = importChooseTexts;

const appointmentFields: Record<keyof typeof appointment, FieldNames> = {
  patient: {
    label: appointment.patient,
    headings: [
      "patientname",
      "patientnumber",
      "patientid",
      "patientin",
      "patientennummer",
      "paciente",
      "attendee",
      "summary",
    ],
  },
  patientDateOfBirth: {
    label: appointment.patientDateOfBirth,
    headings: ["dateofbirth", "birthdate", "dob", "born", "geburtsdatum", "geboren", "fechadenacimiento"],
  },
  doctor: {
    label: appointment.doctor,
    headings: [
      "doctorname",
      "doctorid",
      "provider",
      "physician",
      "practitioner",
      "arzt",
      "ärztin",
      "médico",
      "organizer",
      "xwrcalname",
    ],
  },
  startsAt: {
    label: appointment.startsAt,
    headings: [
      "start",
      "dtstart",
      "date",
      "datetime",
      "appointmentdate",
      "begin",
      "datum",
      "beginn",
      "termin",
      "fecha",
      "inicio",
    ],
  },
  startTime: { label: appointment.startTime, headings: ["time", "starttime", "uhrzeit", "zeit", "hora"] },
  endsAt: {
    label: appointment.endsAt,
    headings: ["end", "dtend", "endtime", "until", "stop", "ende", "bis", "fin"],
  },
  minutes: {
    label: appointment.minutes,
    headings: ["duration", "length", "lengthinminutes", "dauer", "minuten", "duración", "minutos"],
  },
  visitType: {
    label: appointment.visitType,
    headings: [
      "type",
      "kind",
      "appointmenttype",
      "art",
      "terminart",
      "besuchsart",
      "tipo",
      "tipodevisita",
      "categories",
    ],
  },
  status: { label: appointment.status, headings: ["state", "zustand", "estado"] },
  reasonForVisit: {
    label: appointment.reasonForVisit,
    headings: ["reason", "note", "comment", "grund", "notiz", "motivo", "description"],
  },
};

export const fieldNames: Record<TableField, FieldNames> = {
  name: {
    label: importChooseTexts.table.fullName,
    headings: ["fullname", "patient", "patientname", "doctor", "doctorname"],
  },
  ...appointmentFields,
  ...doctorFields,
  ...patientFields,
};

export const columnLabelOf = (field: TableField): string => {
  const { label, columnLabel = label } = fieldNames[field];
  return columnLabel;
};
