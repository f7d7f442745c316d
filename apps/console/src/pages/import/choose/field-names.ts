import type { TableField } from "@caretype/api/import/table/schema";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { patientFields } from "../../../records/patient/field-views.ts";
import type { FieldView } from "../../../records/record/field-view.ts";
import { texts as recordTexts } from "../../../records/record/texts.en.ts";
import { appointment, clinical } from "./texts.en.ts";

/** Names of a field here and in other programs. */
type FieldNames = Pick<FieldView<never>, "label" | "columnLabel" | "headings">;

const labels = { name: recordTexts.fullName, ...appointment, ...clinical };

/** What other programs call them, in plain letters. */
const headings: Record<keyof typeof labels, string> = {
  patient:
    "patientname|patientnumber|patientid|patientin|patientennummer|patientemail|nomdupatient|paciente|pacienteid|attendee|summary|patientenname|patnr|nombrepaciente|nombredelpaciente|nhc|historiaclinica",
  patientDateOfBirth: "dateofbirth|birthdate|dob|born|geburtsdatum|geboren|fechadenacimiento|fechanacimiento",
  doctor:
    "doctorname|doctorid|dentist|dentistid|provider|providername|physician|practitioner|arzt|ärztin|behandler|médico|praticien|organizer|xwrcalname",
  startsAt:
    "start|dtstart|startdate|date|datetime|appointmentdate|appointmentdatetime|apptdate|visitdate|scheduleddatetime|scheduledat|begin|datum|beginn|termin|fecha|fechacita|fechadelacita|inicio|besuchsdatum|konsultationsdatum|fechadeconsulta|fechaconsulta|encounterdate",
  startTime: "time|starttime|appointmenttime|slot|timeslot|uhrzeit|zeit|hora",
  endsAt: "end|dtend|endtime|until|stop|ende|bis|fin",
  minutes: "duration|length|lengthinminutes|durationmin|durationminutes|dauer|minuten|duración|minutos|durée",
  visitType: "type|kind|appointmenttype|art|terminart|besuchsart|terminart|tipo|tipodevisita|categories",
  status: "state|appointmentstatus|zustand|estado|statut",
  reasonForVisit: "reason|note|comment|grund|notiz|motivo|description|motivodeconsulta|konsultationsgrund",
  encounter: "encounterid|visit|konsultation|consulta",
  code: "testcode|loinc|loinccode|icd|icd10|snomed|código|icdcode|icd10code|cie10|codigocie10|rxnorm|cvx|cvxcode",
  codeSystem: "system|codesystem|sistema",
  codeText:
    "testname|test|analyte|diagnosis|problem|description|display|untersuchung|bezeichnung|diagnose|prueba|diagnóstico|descripción|allergen|allergy|allergyname|substance|sustancia|allergie|alergia|drug|medication|medicine|medikament|arzneimittel|medicamento|vaccine|vaccination|immunization|impfstoff|impfung|vacuna|reason|grund|motivo|alérgeno|wirkstoff|präparat|fármaco|medicación|vacunación|vaccinename|vaccin|médicament|allergène|analyt|parameter|parámetro|analito|condition|motivodeconsulta|chiefcomplaint",
  category: "kategorie|categoría",
  effectiveAt:
    "date|datetime|collected|collectiondate|testdate|resultdate|measured|datum|messdatum|fecha|fecharesultado",
  effectiveTime: "time|uhrzeit|zeit|hora",
  value: "result|wert|ergebnis|valor|resultado|messwert|laborwert",
  unit: "units|resultunit|resultunits|valueuom|einheit|unidad|unidades",
  referenceLow: "low|lower|min|referencelow",
  referenceHigh: "high|upper|max|referencehigh",
  referenceRange:
    "range|refrange|normalrange|usual|referenzbereich|normbereich|rangodereferencia|rango|valoresdereferencia",
  interpretation: "flag|abnormal|bewertung",
  note: "comment|remark|notiz|bemerkung|nota|comentario|observaciones|observacion|notas|anmerkung",
  clinicalStatus: "status|state|zustand|estado",
  verificationStatus: "verification|certainty",
  severity: "schweregrad|gravedad|severidad",
  onset:
    "start|since|began|onsetdate|beginn|seit|inicio|desde|fechadeinicio|fechainicio|diagnosedatum|fechadediagnostico|fechadiagnostico|erstdiagnose",
  abatement: "stop|end|until|ended|ende|bis|fin|hasta|fechadefin|fechafin|resolved|resolveddate",
  criticality: "risk|gefahrlichkeit|criticidad",
  reaction: "reactions|manifestation|reaktion|reaccion|manifestacion|sintomas|symptome|symptoms",
  kind: "",
  from: "start|startdate|since|prescribed|beginn|seit|ab|inicio|desde|fechadeinicio|fechainicio|verordnetam|fechadeprescripcion|von",
  until: "stop|end|enddate|stopdate|ende|bis|fin|hasta|fechadefin|fechafin",
  dosage: "dose|sig|directions|instructions|dosis|dosierung|posologia|pauta|frequency|frecuencia",
  occurred:
    "date|given|administered|vaccinationdate|impfdatum|datum|fecha|fechadevacunacion|fechavacunacion|fechadeadministracion|dateadministered|administrationdate|administereddate|geimpftam",
  doseNumber: "dosenumber|dose|dosisnummer|dosis|numerodedosis|dosenr",
  lotNumber: "lot|batch|batchnumber|charge|chargennummer|lote|lotno|chargennr|chargenr|numerodelote",
  manufacturer: "maker|hersteller|fabricante|laboratorio|impfstoffhersteller",
  expires:
    "expiry|expirydate|expirationdate|verfall|caducidad|fechadecaducidad|ablaufdatum|verfalldatum|vencimiento",
  class: "encounterclass|encountertype|setting|kind|type|tipodeconsulta|konsultationsart|encounterkind",
  recordedAt: "recorded|recordeddate|erfasst|registrado",
  name: "fullname|patient|patientname|doctor|doctorname|nombre|nombrecompleto|nome|nomecompleto",
};

const views = { ...doctorFields, ...patientFields };
const isView = (field: TableField): field is keyof typeof views => Object.hasOwn(views, field);

const namesOf = (field: TableField): FieldNames =>
  isView(field)
    ? views[field]
    : { label: labels[field], headings: headings[field].split("|").filter(Boolean) };

export const columnLabelOf = (field: TableField): string => {
  const { label, columnLabel = label } = namesOf(field);
  return columnLabel;
};

/** The names of a column with the field, in plain letters: ours first. */
export const knownNames = (field: TableField): string[] => {
  const { label, columnLabel = label, headings = [] } = namesOf(field);
  return [field, label, columnLabel, ...headings].map(plain);
};

export const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, "");
