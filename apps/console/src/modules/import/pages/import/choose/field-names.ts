import type { TableField } from "@caretype/import/source/table/schema";
import type { FieldView } from "../../../../../records/record/field-view.ts";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { doctorFields } from "../../../../people/records/doctor/field-views.ts";
import { patientFields } from "../../../../people/records/patient/field-views.ts";
import { appointment, clinical, parts } from "./texts.en.ts";

/** Names of a field here and in other programs. */
type FieldNames = Pick<FieldView<never>, "label" | "columnLabel" | "headings">;

const labels = { name: recordTexts.fullName, ...parts, ...appointment, ...clinical };

/** Other programs' names, normalized. */
const headings: Record<keyof typeof labels, string> = {
  patient:
    "patientname|patientnumber|patientid|patientin|patientennummer|patientemail|nomdupatient|paciente|pacienteid|attendee|summary|patientenname|patnr|nombrepaciente|nombredelpaciente|nhc|historiaclinica|patientno|mrn|pid|patid|medicalrecordnumber|chartnumber|paziente|subject|client|clientname|klient|personid|subjectid|patientuuid|patientfullname|participant|participantid|patientnummer",
  patientFirstName: ["firstname", ...(patientFields.firstName.headings ?? [])].join("|"),
  patientLastName: ["lastname", ...(patientFields.lastName.headings ?? [])].join("|"),
  patientDateOfBirth:
    "dateofbirth|birthdate|dob|born|geburtsdatum|geboren|fechadenacimiento|fechanacimiento|geb|gebdatum|patientdob|fnacimiento|datedenaissance",
  doctor:
    "doctorname|doctorid|dentist|dentistid|provider|providername|physician|practitioner|arzt|ärztin|behandler|médico|praticien|organizer|xwrcalname|staff|clinician|therapist|therapeut|profesional|doctora|médica|medico|médecin|resource|especialista|professional|responsable|responsavel|profissional|docteur|profesionalasignado|odontologo|dentista|psicologo|terapeuta|assignedto|behandelnderarzt|staffmember",
  startsAt:
    "dtstart|startdate|date|datetime|appointmentdate|appointmentdatetime|apptdate|visitdate|scheduleddatetime|scheduledat|datum|termin|fecha|fechacita|fechadelacita|besuchsdatum|konsultationsdatum|fechadeconsulta|fechaconsulta|encounterdate|aptdate|aptdatetime|appointmentday|startdatetime|dateofservice|servicedate|admitdate|admissiondate|fechahora|fechaingreso|fechadeingreso|aufnahmedatum|start|begin|beginn|inicio|von|admitdatetime|admissiondatetime|admittime|appointmentstart|appointmentstarttime|scheduledstart|starttime|dateappointment|daterdv|daterendezvous|daterendezvous|fechaturno|data|dataagendamento|datadoagendamento|dataconsulta|datadaconsulta|dataappuntamento",
  startTime:
    "time|starttime|appointmenttime|slot|timeslot|uhrzeit|zeit|hora|apttime|horainicio|horadeinicio|heure|von|start|begin|beginn|inicio|desde|heurerdv|ora|horario",
  endsAt:
    "end|dtend|endtime|until|stop|ende|bis|fin|horafin|horadefin|enddatetime|dischargedate|entlassungsdatum|fechaalta|fechadealta|enddate|dischargedatetime|dischargetime",
  minutes:
    "duration|length|lengthinminutes|durationmin|durationminutes|dauer|minuten|duración|minutos|durée|minutosduración|apptlength|durationmins|dauermin|duracao|duracionmin",
  visitType:
    "type|kind|appointmenttype|art|terminart|besuchsart|terminart|tipo|tipodevisita|categories|visittype|appttype|tipodecita|behandlung|service|tipodeconsulta|tipodeatendimento|servicio|servico|leistung|treatment",
  status:
    "state|appointmentstatus|zustand|estado|statut|apptstatus|estadocita|statusatual|situacao|situacion|estadodelacita|estadodelturno|terminstatus",
  cancelled:
    "iscancelled|canceled|iscanceled|cancelledat|canceledat|cancelledon|canceledon|cancelleddate|canceleddate|cancellationdate|cancellationtime|cancellationreason|cancelreason|storniert|storniertam|stornogrund|abgesagt|abgesagtam|absagegrund|cancelada|cancelado|fechacancelacion|motivocancelacion|annule|annulee",
  noShow:
    "noshow|isnoshow|didnotarrive|didnotattend|dna|missed|nichterschienen|nosepresento|noasistio|ausente|faltou|absent",
  reasonForVisit:
    "reason|note|comment|grund|notiz|motivo|description|motivodeconsulta|konsultationsgrund|bemerkung|anlass|motif|chiefcomplaint|procedures",
  encounter: "encounterid|visit|konsultation|consulta",
  code: "testcode|loinc|loinccode|icd|icd10|snomed|código|icdcode|icd10code|cie10|codigocie10|rxnorm|cvx|cvxcode|rxcui|rxnormcode|snomedcode|loincnum|diagnosiscode|dxcode|vaccinecode|icd10cm|dx|codecim10|cim10|cid10|codigocid",
  codeSystem: "system|codesystem|sistema",
  codeText:
    "testname|test|analyte|diagnosis|problem|description|display|untersuchung|bezeichnung|diagnose|prueba|diagnóstico|descripción|allergen|allergy|allergyname|substance|sustancia|allergie|alergia|drug|medication|medicine|medikament|arzneimittel|medicamento|vaccine|vaccination|immunization|impfstoff|impfung|vacuna|reason|grund|motivo|alérgeno|wirkstoff|präparat|fármaco|medicación|vacunación|vaccinename|vaccin|médicament|allergène|analyt|parameter|parámetro|analito|condition|motivodeconsulta|chiefcomplaint|medicationname|drugname|medicationdescription|genericname|handelsname|nombredelmedicamento|allergenname|vaccinetype|impfstoffname|labtest|testdescription|analytename|component|vitalsign|vitalwert|determinación|examen|diagnosisname|diagnosisdescription|problemname|conditionname|codedisplay|labname|label|marker|biomarker|exame|exam|parametro|examname",
  category: "kategorie|categoría",
  effectiveAt:
    "date|datetime|collected|collectiondate|collecteddate|collectiondatetime|collecteddatetime|charttime|obsdate|collectedat|testdate|resultdate|resultdatetime|observationdate|effectivedate|effectivedatetime|measured|measurementdate|timestamp|datum|messdatum|abnahmedatum|entnahmedatum|untersuchungsdatum|befunddatum|fecha|fechadetoma|fecharesultado|datedeprélèvement|sampledate|specimendate|drawdate|performeddate|recordeddate|recordedat|data|dataexame|datadoexame|datacoleta|datadacoleta",
  effectiveTime: "time|uhrzeit|zeit|hora|collectiontime|resulttime|abnahmezeit|entnahmezeit|heure",
  value:
    "result|wert|ergebnis|valor|resultado|messwert|laborwert|resultvalue|testresult|observationvalue|resultat|résultat|valeur|risultato|reading|labvalue",
  unit: "units|resultunit|resultunits|valueuom|einheit|unidad|unidades|unidade|unita|unitofmeasure|uom|maßeinheit|unité",
  referenceLow:
    "low|lower|min|referencelow|reflow|refrangelow|referencerangelow|lowerlimit|untergrenze|limiteinferior|refrangelower|rangelow|rangemin|valormin|valorminimo",
  referenceHigh:
    "high|upper|max|referencehigh|refhigh|refrangehigh|referencerangehigh|upperlimit|obergrenze|limitesuperior|refrangeupper|rangehigh|rangemax|valormax|valormaximo",
  referenceRange:
    "range|refrange|normalrange|usual|referenzbereich|normbereich|rangodereferencia|rango|valoresdereferencia|reference|referenceinterval|normalvalues|normalwerte|normwerte|valoresnormales|rangonormal|valeursderéférence|valorreferencia|valoresreferencia|refbereich",
  interpretation: "flag|abnormal|bewertung|abnormalflag|resultflag|flags|hinweis",
  note: "comment|remark|notiz|bemerkung|nota|comentario|observaciones|observacion|notas|anmerkung|comments|notes|remarks|kommentar|bemerkungen|anmerkungen|commentaire",
  clinicalStatus: "status|state|zustand|estado",
  verificationStatus: "verification|certainty",
  severity: "schweregrad|gravedad|severidad",
  onset:
    "start|since|began|onsetdate|beginn|seit|inicio|desde|fechadeinicio|fechainicio|diagnosedatum|fechadediagnostico|fechadiagnostico|erstdiagnose|dateofonset|diagnosisdate|diagnosed|datediagnosed|dateofdiagnosis|noteddate|dxdate|datediagnostic|datadiagnostico|datadiagnosi|allergydate|startdate|fechadeiniciodesíntomas",
  abatement:
    "stop|end|until|ended|ende|bis|fin|hasta|fechadefin|fechafin|resolved|resolveddate|enddate|stopdate|dateresolved|resolutiondate",
  criticality: "risk|gefahrlichkeit|criticidad",
  reaction: "reactions|manifestation|reaktion|reaccion|manifestacion|sintomas|symptome|symptoms",
  kind: "",
  from: "start|startdate|since|prescribed|beginn|seit|ab|inicio|desde|fechadeinicio|fechainicio|verordnetam|fechadeprescripcion|von|dateprescribed|prescribeddate|prescriptiondate|datestarted|orderdate|verordnungsdatum",
  until:
    "stop|end|enddate|stopdate|ende|bis|fin|hasta|fechadefin|fechafin|datestopped|discontinueddate|absetzdatum",
  dosage:
    "dose|sig|directions|instructions|dosis|dosierung|posologia|pauta|frequency|frecuencia|dosageinstructions|instruction|einnahme|schema|posologie",
  occurred:
    "date|given|administered|vaccinationdate|impfdatum|datum|fecha|fechadevacunacion|fechavacunacion|fechadeadministracion|dateadministered|administrationdate|administereddate|geimpftam|immunizationdate|vaccinedate|dategiven|dateofvaccination|dateofadministration|fechadosis|fechadeaplicación|dataaplicacao|datavacinacao|datevaccination|datavaccinazione",
  doseNumber: "dosenumber|dose|dosisnummer|dosis|numerodedosis|dosenr",
  lotNumber:
    "lot|batch|batchnumber|charge|chargennummer|lote|lotno|chargennr|chargenr|numerodelote|vaccinelotnumber",
  manufacturer: "maker|hersteller|fabricante|laboratorio|impfstoffhersteller|mfr|manufacturername",
  expires:
    "expiry|expirydate|expirationdate|verfall|caducidad|fechadecaducidad|ablaufdatum|verfalldatum|vencimiento|expiration|expdate",
  class:
    "encounterclass|encountertype|setting|kind|type|tipodeconsulta|konsultationsart|encounterkind|visittype|patientclass|visitclass|fallart|kontaktart",
  recordedAt: "recorded|recordeddate|erfasst|registrado|dateentered|entereddate|recordedon|erfasstam",
  middleName:
    "middle|middleinitial|middlenames|mi|mname|zweitervorname|weiterevornamen|segundonombre|deuxiemeprenom|secondonome",
  birthName:
    "maiden|maidenname|birthlastname|lastnameatbirth|nee|geburtsname|geborene|madchenname|nomdenaissance|nomdejeunefille|apellidodesoltera|nombredesoltera|nomedesolteira|cognomedanubile|cognomedinascita|geboortenaam|meisjesnaam",
  secondLastName:
    "apellido2|segundoapellido|apellidomaterno|secondsurname|maternalsurname|mothersmaidenname|zweiternachname|secondnom",
  houseNumber:
    "housenumber|addressnumber|houseno|streetnumber|hausnummer|hausnr|numerodecalle|numerodecasa|numerocivico|huisnummer",
  addressLine2:
    "address2|addressline2|street2|streetaddress2|apartment|adresszusatz|complementodedireccion|complementdadresse|complemento",
  city: "town|ort|wohnort|stadt|ciudad|localidad|poblacion|municipio|ville|commune|citta|comune|plaats|woonplaats|cidade|miasto|village|municipality",
  state: "estado|province|region|provincia|departamento|bundesland|kanton|canton|uf|stateprovince",
  postalCode:
    "zip|zipcode|postcode|plz|postleitzahl|cp|codigopostal|codpostal|codepostal|cap|cep|postnummer|postal",
  name: "fullname|nombre|nombrecompleto|nome|nomecompleto|nomprenom|nometprenom|nomcomplet|apellidosynombre|nombreyapellidos|nombreapellidos|nachnamevorname|namevorname|cognomenome|cognomeenome|lastnamefirstname",
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

/** A field's possible column names, normalized, ours first. */
export const knownNames = (field: TableField): string[] => {
  const { label, columnLabel = label, headings = [] } = namesOf(field);
  return [field, label, columnLabel, ...headings].map(plain);
};

export const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^\p{Letter}\p{Number}]/gu, "");
