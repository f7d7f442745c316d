import type { TableField } from "@caretype/api/import/table/schema";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { patientFields } from "../../../records/patient/field-views.ts";
import type { FieldView } from "../../../records/record/field-view.ts";
import { texts as recordTexts } from "../../../records/record/texts.en.ts";
import { appointment, clinical } from "./texts.en.ts";

/** Names of a field here and in other programs. */
type FieldNames = Pick<FieldView<never>, "label" | "columnLabel" | "headings">;

const named = (label: string, headings: string): FieldNames => ({ label, headings: headings.split("|") });

const appointmentFields: Record<keyof typeof appointment, FieldNames> = {
  patient: named(
    appointment.patient,
    "patientname|patientnumber|patientid|patientin|patientennummer|patientemail|nomdupatient|paciente|pacienteid|attendee|summary",
  ),
  patientDateOfBirth: named(
    appointment.patientDateOfBirth,
    "dateofbirth|birthdate|dob|born|geburtsdatum|geboren|fechadenacimiento|fechanacimiento",
  ),
  doctor: named(
    appointment.doctor,
    "doctorname|doctorid|dentist|dentistid|provider|providername|physician|practitioner|arzt|ärztin|behandler|médico|praticien|organizer|xwrcalname",
  ),
  startsAt: named(
    appointment.startsAt,
    "start|dtstart|startdate|date|datetime|appointmentdate|appointmentdatetime|apptdate|visitdate|scheduleddatetime|scheduledat|begin|datum|beginn|termin|fecha|fechacita|fechadelacita|inicio",
  ),
  startTime: named(appointment.startTime, "time|starttime|appointmenttime|slot|timeslot|uhrzeit|zeit|hora"),
  endsAt: named(appointment.endsAt, "end|dtend|endtime|until|stop|ende|bis|fin"),
  minutes: named(
    appointment.minutes,
    "duration|length|lengthinminutes|durationmin|durationminutes|dauer|minuten|duración|minutos|durée",
  ),
  visitType: named(
    appointment.visitType,
    "type|kind|appointmenttype|art|terminart|besuchsart|terminart|tipo|tipodevisita|categories",
  ),
  status: named(appointment.status, "state|appointmentstatus|zustand|estado|statut"),
  reasonForVisit: named(appointment.reasonForVisit, "reason|note|comment|grund|notiz|motivo|description"),
};

const clinicalFields: Record<keyof typeof clinical, FieldNames> = {
  encounter: named(clinical.encounter, "encounterid|visit|konsultation|consulta"),
  code: named(clinical.code, "testcode|loinc|loinccode|icd|icd10|snomed|código"),
  codeSystem: named(clinical.codeSystem, "system|codesystem|sistema"),
  codeText: named(
    clinical.codeText,
    "testname|test|analyte|diagnosis|problem|description|display|untersuchung|bezeichnung|diagnose|prueba|diagnóstico|descripción|allergen|allergy|allergyname|substance|sustancia|allergie|alergia|drug|medication|medicine|medikament|arzneimittel|medicamento|vaccine|vaccination|immunization|impfstoff|impfung|vacuna|reason|grund|motivo",
  ),
  category: named(clinical.category, "kategorie|categoría"),
  effectiveAt: named(
    clinical.effectiveAt,
    "date|datetime|collected|collectiondate|testdate|resultdate|measured|datum|messdatum|fecha",
  ),
  effectiveTime: named(clinical.effectiveTime, "time|uhrzeit|zeit|hora"),
  value: named(clinical.value, "result|wert|ergebnis|valor|resultado"),
  unit: named(clinical.unit, "units|resultunit|resultunits|valueuom|einheit|unidad|unidades"),
  referenceLow: named(clinical.referenceLow, "low|lower|min|referencelow"),
  referenceHigh: named(clinical.referenceHigh, "high|upper|max|referencehigh"),
  referenceRange: named(
    clinical.referenceRange,
    "range|refrange|normalrange|usual|referenzbereich|normbereich|rangodereferencia|rango",
  ),
  interpretation: named(clinical.interpretation, "flag|abnormal|bewertung"),
  note: named(clinical.note, "comment|remark|notiz|bemerkung|nota|comentario"),
  clinicalStatus: named(clinical.clinicalStatus, "status|state|zustand|estado"),
  verificationStatus: named(clinical.verificationStatus, "verification|certainty"),
  severity: named(clinical.severity, "schweregrad|gravedad"),
  onset: named(clinical.onset, "start|since|began|onsetdate|beginn|seit|inicio|desde"),
  abatement: named(clinical.abatement, "stop|end|until|ended|ende|bis|fin|hasta"),
  criticality: named(clinical.criticality, "risk|gefahrlichkeit|gravedad"),
  reaction: named(clinical.reaction, "reactions|manifestation|reaktion|reaccion"),
  kind: { label: clinical.kind, headings: [] },
  from: named(clinical.from, "start|startdate|since|prescribed|beginn|seit|ab|inicio|desde"),
  until: named(clinical.until, "stop|end|enddate|stopdate|ende|bis|fin|hasta"),
  dosage: named(clinical.dosage, "dose|sig|directions|instructions|dosis|dosierung|posologia"),
  occurred: named(clinical.occurred, "date|given|administered|vaccinationdate|impfdatum|datum|fecha"),
  doseNumber: named(clinical.doseNumber, "dosenumber|dose|dosisnummer|dosis"),
  lotNumber: named(clinical.lotNumber, "lot|batch|batchnumber|charge|chargennummer|lote"),
  manufacturer: named(clinical.manufacturer, "maker|hersteller|fabricante"),
  expires: named(clinical.expires, "expiry|expirydate|expirationdate|verfall|caducidad"),
  class: named(clinical.class, "encounterclass|encountertype|setting|kind|type"),
  recordedAt: named(clinical.recordedAt, "recorded|recordeddate|erfasst|registrado"),
};

const fieldNames: Record<TableField, FieldNames> = {
  name: named(
    recordTexts.fullName,
    "fullname|patient|patientname|doctor|doctorname|nombre|nombrecompleto|nome|nomecompleto",
  ),
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
