import type { Patient } from "@caretype/client";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Section } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { FactList } from "../../../../../records/history/fact-list.tsx";
import { detailsShown } from "../../../../../records/record/details.tsx";
import { shownViewsOf } from "../../../../../records/record/field-view.ts";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { ShownParts } from "../../../../../session/module/parts.tsx";
import { formatDay, formatInstant } from "../../../../../words/format/format.ts";
import { CareTeam } from "../../../records/care-team/care-team.tsx";
import { patientFields } from "../../../records/patient/field-views.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { partsOf } from "./patient-parts.ts";
import { texts } from "./texts.en.ts";
import classes from "./workspace.module.css";

/** The patient's identity and care: current health, contact and care team. */
export function Who({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const { medicalHistory, phoneNumber, createdAt, updatedAt } = patient;
  // Avoids repeating it.
  const inHeading = ["gender", "dateOfBirth", phoneNumber === null ? "" : "phoneNumber"];
  const views = shownViewsOf(patientFields, may).filter(([name]) => !inHeading.includes(name));
  const details = detailsShown(views, patient);
  const missing = details.filter(({ text }) => text === null);
  const { data: former } = useQuery(
    api.patient.formerNames.queryOptions({ id: patient.id }, { staleTime: 60_000 }),
  );
  const formerNames = (former?.items ?? []).map(({ name, until }) => (
    <div key={`${name} ${until}`}>{patientTexts.hadUntil(name, formatDay(until))}</div>
  ));
  const facts = [
    ...(formerNames.length > 0 ? [{ label: patientTexts.fields.formerNames, text: formerNames }] : []),
    ...details.filter(({ text }) => text !== null),
    { label: patientTexts.fields.added, text: formatInstant(createdAt) },
    { label: patientTexts.fields.lastChanged, text: formatInstant(updatedAt) },
  ];
  return (
    <>
      <ShownParts parts={partsOf("aside")} with={{ patient }} />
      <div className={classes.person}>
        <Section title={texts.details}>
          <FactList facts={facts} />
          {missing.length === 0 ? null : (
            <Dimmed>{texts.notRecorded(missing.map(({ label }) => label))}</Dimmed>
          )}
        </Section>
        {may("assignment:read") ? <CareTeam patient={patient} /> : null}
        {may("patient:read-clinical") ? (
          <Section title={patientFields.medicalHistory.label}>
            <Text
              size="sm"
              c={medicalHistory === null ? "dimmed" : undefined}
              style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
            >
              {medicalHistory ?? patientTexts.nothingRecorded}
            </Text>
          </Section>
        ) : null}
      </div>
    </>
  );
}
