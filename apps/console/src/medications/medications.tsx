import type { Medication, Patient } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { pageSize, RecordSection } from "../clinical/record/record-section.tsx";
import { lazyPart } from "../shell/connection/load-code.ts";
import { nextPage } from "../shell/section/next-page.ts";
import { chartTexts } from "../texts/chart.ts";
import { medicationsTexts as texts } from "../texts/medications.ts";
import { recordListTexts } from "../texts/record-list.ts";
import { doseText, timingText } from "./words.ts";

const MedicationDialogs = lazyPart(() => import("./medication-dialogs.tsx"), "MedicationDialogs");

const isCurrent = ({ status }: Medication) => status === "active" || status === "on-hold";

const badgesOf = ({ status, kind }: Medication) => [
  status !== "active" && texts.statuses[status],
  kind === "order" && texts.kinds.order,
];

const factsOf = (medication: Medication) => {
  const { dose, timing, dosage, route, from, until, endReason, note } = medication;
  return [
    dose && doseText(dose),
    timing && timingText(timing),
    dosage,
    route?.text,
    from && chartTexts.since(from),
    until && recordListTexts.until(until),
    endReason,
    note,
  ];
};

/** A patient's drugs, those that the patient takes now first. */
export function Medications({ patient }: { patient: Patient }) {
  const query = useInfiniteQuery(
    api.medication.list.infiniteQueryOptions(
      { patientId: patient.id, limit: pageSize },
      { ...nextPage, staleTime: 0 },
    ),
  );
  return (
    <RecordSection
      patient={patient}
      query={query}
      texts={{ ...texts, end: texts.stop, endOf: texts.stopOf }}
      nameOf={({ drug }) => drug.text}
      badgesOf={badgesOf}
      factsOf={factsOf}
      isCurrent={isCurrent}
      Dialogs={MedicationDialogs}
    />
  );
}
