import type { Medication, Patient } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { api } from "../../../../session/client/api.ts";
import { usePracticeToday } from "../../../../session/practice-time/practice-time.ts";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import type { FactsOf } from "../clinical/record/record-kind.ts";
import { freshPages, RecordSection, recordsOf } from "../clinical/record/record-section.tsx";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { texts } from "./texts.en.ts";
import { doseText, timingText } from "./words.ts";

const MedicationDialogs = lazyPart(() => import("./medication-dialogs.tsx"), "MedicationDialogs");

const isOngoing = ({ status }: Medication) => status === "active" || status === "on-hold";

/** Its last day has passed. For a partial date, its last month or year. */
const isOver = ({ until }: Medication, today: string) =>
  until !== null && until < today.slice(0, until.length);

const badgesOf = (medication: Medication, today: string) => {
  const { status, kind } = medication;
  return [
    status !== "active" && texts.statuses[status],
    isOngoing(medication) && isOver(medication, today) && texts.isOver,
    kind === "order" && texts.kinds.order,
  ];
};

const factsOf = (medication: Medication): FactsOf<"medication", "drug" | "kind" | "status"> => {
  const { dose, timing, dosage, route, from, until, endReason, overrideReason, note } = medication;
  return {
    dose: dose && doseText(dose),
    timing: timing && timingText(timing),
    dosage,
    route: route?.text,
    from: from && chartTexts.since(from),
    until: until && recordListTexts.until(until),
    endReason,
    overrideReason: overrideReason && texts.overridden(overrideReason),
    note,
  };
};

/** A patient's medications, current ones first. */
export function Medications({ patient }: { patient: Patient }) {
  const query = useInfiniteQuery(api.medication.list.infiniteQueryOptions(recordsOf(patient), freshPages));
  const today = usePracticeToday();
  return (
    <RecordSection
      patient={patient}
      query={query}
      noneOf="no-known-medications"
      texts={{ ...texts, end: texts.stop, endOf: texts.stopOf }}
      nameOf={({ drug }) => drug.text}
      badgesOf={(medication) => badgesOf(medication, today)}
      factsOf={factsOf}
      isCurrent={(medication) => isOngoing(medication) && !isOver(medication, today)}
      Dialogs={MedicationDialogs}
    />
  );
}
