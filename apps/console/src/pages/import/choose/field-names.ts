import type { TableField } from "@caretype/api/import/table/schema";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { patientFields } from "../../../records/patient/field-views.ts";
import type { FieldView } from "../../../records/record/field-view.ts";
import { texts as recordTexts } from "../../../records/record/texts.en.ts";
import { appointment, clinical } from "./texts.en.ts";

/** Names of a field here and in other programs. */
type FieldNames = Pick<FieldView<never>, "label" | "columnLabel" | "headings">;

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
      "terminart",
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

const clinicalFields: Record<keyof typeof clinical, FieldNames> = {
  encounter: { label: clinical.encounter, headings: ["encounterid", "visit", "konsultation", "consulta"] },
  code: {
    label: clinical.code,
    headings: ["testcode", "loinc", "loinccode", "icd", "icd10", "snomed", "código"],
  },
  codeSystem: { label: clinical.codeSystem, headings: ["system", "codesystem", "sistema"] },
  codeText: {
    label: clinical.codeText,
    headings: [
      "testname",
      "test",
      "analyte",
      "diagnosis",
      "problem",
      "description",
      "display",
      "untersuchung",
      "bezeichnung",
      "diagnose",
      "prueba",
      "diagnóstico",
      "descripción",
      "allergen",
      "allergy",
      "substance",
      "allergie",
      "alergia",
      "drug",
      "medication",
      "medicine",
      "medikament",
      "arzneimittel",
      "medicamento",
      "vaccine",
      "vaccination",
      "immunization",
      "impfstoff",
      "impfung",
      "vacuna",
      "reason",
      "grund",
      "motivo",
    ],
  },
  category: { label: clinical.category, headings: ["kategorie", "categoría"] },
  effectiveAt: {
    label: clinical.effectiveAt,
    headings: ["date", "datetime", "collected", "measured", "datum", "messdatum", "fecha"],
  },
  effectiveTime: { label: clinical.effectiveTime, headings: ["time", "uhrzeit", "zeit", "hora"] },
  value: { label: clinical.value, headings: ["result", "wert", "ergebnis", "valor", "resultado"] },
  unit: { label: clinical.unit, headings: ["units", "einheit", "unidad", "unidades"] },
  referenceLow: { label: clinical.referenceLow, headings: ["low", "lower", "min", "referencelow"] },
  referenceHigh: { label: clinical.referenceHigh, headings: ["high", "upper", "max", "referencehigh"] },
  referenceRange: {
    label: clinical.referenceRange,
    headings: [
      "range",
      "refrange",
      "normalrange",
      "usual",
      "referenzbereich",
      "normbereich",
      "rangodereferencia",
      "rango",
    ],
  },
  interpretation: { label: clinical.interpretation, headings: ["flag", "abnormal", "bewertung"] },
  note: { label: clinical.note, headings: ["comment", "remark", "notiz", "bemerkung", "nota", "comentario"] },
  clinicalStatus: { label: clinical.clinicalStatus, headings: ["status", "state", "zustand", "estado"] },
  verificationStatus: { label: clinical.verificationStatus, headings: ["verification", "certainty"] },
  severity: { label: clinical.severity, headings: ["schweregrad", "gravedad"] },
  onset: {
    label: clinical.onset,
    headings: ["start", "since", "began", "onsetdate", "beginn", "seit", "inicio", "desde"],
  },
  abatement: {
    label: clinical.abatement,
    headings: ["stop", "end", "until", "ended", "ende", "bis", "fin", "hasta"],
  },
  criticality: { label: clinical.criticality, headings: ["risk", "gefahrlichkeit", "gravedad"] },
  reaction: { label: clinical.reaction, headings: ["reactions", "manifestation", "reaktion", "reaccion"] },
  kind: { label: clinical.kind, headings: [] },
  from: {
    label: clinical.from,
    headings: ["start", "startdate", "since", "prescribed", "beginn", "seit", "ab", "inicio", "desde"],
  },
  until: {
    label: clinical.until,
    headings: ["stop", "end", "enddate", "stopdate", "ende", "bis", "fin", "hasta"],
  },
  dosage: {
    label: clinical.dosage,
    headings: ["dose", "sig", "directions", "instructions", "dosis", "dosierung", "posologia"],
  },
  occurred: {
    label: clinical.occurred,
    headings: ["date", "given", "administered", "vaccinationdate", "impfdatum", "datum", "fecha"],
  },
  doseNumber: { label: clinical.doseNumber, headings: ["dosenumber", "dose", "dosisnummer", "dosis"] },
  lotNumber: {
    label: clinical.lotNumber,
    headings: ["lot", "batch", "batchnumber", "charge", "chargennummer", "lote"],
  },
  manufacturer: { label: clinical.manufacturer, headings: ["maker", "hersteller", "fabricante"] },
  expires: {
    label: clinical.expires,
    headings: ["expiry", "expirydate", "expirationdate", "verfall", "caducidad"],
  },
  class: { label: clinical.class, headings: ["encounterclass", "encountertype", "setting", "kind", "type"] },
  recordedAt: { label: clinical.recordedAt, headings: ["recorded", "recordeddate", "erfasst", "registrado"] },
};

const fieldNames: Record<TableField, FieldNames> = {
  name: {
    label: recordTexts.fullName,
    headings: ["fullname", "patient", "patientname", "doctor", "doctorname"],
  },
  ...clinicalFields,
  ...appointmentFields,
  ...doctorFields,
  ...patientFields,
};

export const columnLabelOf = (field: TableField): string => {
  const { label, columnLabel = label } = fieldNames[field];
  return columnLabel;
};

/** The names of a column with the field, in plain letters: ours first. */
export const knownNames = (field: TableField): string[] => {
  const { label, columnLabel = label, headings } = fieldNames[field];
  return [field, label, columnLabel, ...headings].map(plain);
};

export const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, "");
