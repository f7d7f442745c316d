import type { Condition, Patient } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { api } from "../../../../session/client/api.ts";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import type { FactsOf } from "../clinical/record/record-kind.ts";
import { freshPages, RecordSection, recordsOf } from "../clinical/record/record-section.tsx";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { texts } from "./texts.en.ts";

const ProblemDialogs = lazyPart(() => import("./problem-dialogs.tsx"), "ProblemDialogs");

/** Statuses of current problems. */
const isCurrent = ({ clinicalStatus, verificationStatus }: Condition) =>
  ["active", "recurrence", "relapse"].includes(clinicalStatus) && verificationStatus !== "refuted";

const badgesOf = ({ clinicalStatus, verificationStatus, category }: Condition) => [
  clinicalStatus !== "active" && texts.statuses[clinicalStatus],
  verificationStatus !== "confirmed" && recordListTexts.verifications[verificationStatus],
  category !== "problem-list-item" && texts.categories[category],
];

type Facts = FactsOf<"condition", "code" | "clinicalStatus" | "verificationStatus" | "category">;

const factsOf = ({ onset, abatement, severity, note }: Condition): Facts => ({
  onset: onset && chartTexts.since(onset),
  abatement: abatement && recordListTexts.until(abatement),
  severity: severity && recordListTexts.severities[severity],
  note,
});

/** A patient's problems and diagnoses, current ones first. */
export function Problems({ patient }: { patient: Patient }) {
  const query = useInfiniteQuery(api.condition.list.infiniteQueryOptions(recordsOf(patient), freshPages));
  return (
    <RecordSection
      patient={patient}
      query={query}
      noneOf="no-known-problems"
      texts={{
        title: chartTexts.problems,
        empty: chartTexts.noProblems,
        add: texts.add,
        end: texts.resolve,
        endOf: texts.resolveOf,
      }}
      nameOf={({ code }) => code.text}
      badgesOf={badgesOf}
      factsOf={factsOf}
      isCurrent={isCurrent}
      Dialogs={ProblemDialogs}
    />
  );
}
