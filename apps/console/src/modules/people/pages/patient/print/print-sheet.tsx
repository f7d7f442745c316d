import type { Patient } from "@caretype/client";
import { PrintedSheet } from "../../../../../kit/print/printed-sheet.tsx";
import { FactList } from "../../../../../records/history/fact-list.tsx";
import { shownViewsOf, textNow } from "../../../../../records/record/field-view.ts";
import { Letterhead } from "../../../../../session/client/letterhead.tsx";
import { useMe, usePermissions } from "../../../../../session/client/use-practice.ts";
import { ShownParts } from "../../../../../session/module/parts.tsx";
import { formatInstant } from "../../../../../words/format/format.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { useCareTeam } from "../../../records/care-team/use-care-team.ts";
import { specializationName } from "../../../records/doctor/specialization-name.ts";
import { patientFields } from "../../../records/patient/field-views.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { useIdentifiers } from "../page/patient-heading.tsx";
import { partsOf } from "../page/patient-parts.ts";
import { sheet as texts } from "../page/texts.en.ts";
import classes from "./print-sheet.module.css";

export const PrintSheet = ({ patient }: { patient: Patient }) => (
  <PrintedSheet>{(printedAt) => <Sheet patient={patient} printedAt={printedAt} />}</PrintedSheet>
);

function Sheet({ patient, printedAt }: { patient: Patient; printedAt: string }) {
  const me = useMe();
  const may = usePermissions();
  const identifiers = useIdentifiers(patient);
  const shown = shownViewsOf(patientFields, may)
    .filter(([, { partOf, isOutsideDetails }]) => partOf === undefined && !isOutsideDetails)
    .map(([, view]) => ({ label: view.label, text: textNow(view, patient), isRare: view.isRare }));
  const facts = [
    // Only for patients who have died.
    ...shown.filter(({ text, isRare }) => text !== null || !isRare),
    { label: patientTexts.fields.patientId, text: patient.id },
    ...identifiers.map(({ system, value }) => ({ label: system, text: value })),
  ];
  return (
    <>
      <Letterhead className={classes.practice} />
      <h1>
        <Name>{patient.name}</Name>
      </h1>
      <FactList facts={facts} />
      <ShownParts parts={partsOf("sheet")} with={{ patient }} />
      {may("assignment:read") ? <CareTeamSheet patient={patient} /> : null}
      {may("patient:read-clinical") ? (
        <section>
          <h2>{patientFields.medicalHistory.label}</h2>
          <p className={classes.text}>{patient.medicalHistory ?? patientTexts.nothingRecorded}</p>
        </section>
      ) : null}
      <footer>
        {texts.printed(me.name, formatInstant(printedAt), {
          number: patient.version,
          changedAt: formatInstant(patient.updatedAt),
        })}
      </footer>
    </>
  );
}

function CareTeamSheet({ patient: { id } }: { patient: Patient }) {
  const { assignments, query } = useCareTeam(id);
  return (
    <section>
      <h2>{patientTexts.careTeam}</h2>
      {assignments ? null : <p>{texts.teamIsNotLoaded}</p>}
      {assignments?.length === 0 ? <p>{patientTexts.noDoctorAssigned}</p> : null}
      <ul>
        {assignments?.map(({ id: assignmentId, doctorName, doctor, reasonForVisit }) => (
          <li key={assignmentId}>
            <Name>{doctorName}</Name>
            {doctor.specializationLabel ? `, ${specializationName(doctor.specializationLabel)}` : ""}
            {reasonForVisit ? `: ${reasonForVisit}` : ""}
          </li>
        ))}
      </ul>
      {query.hasNextPage ? <p>{texts.moreDoctors}</p> : null}
    </section>
  );
}
