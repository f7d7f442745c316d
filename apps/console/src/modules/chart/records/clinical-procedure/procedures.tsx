import type { Patient, Procedure } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { api } from "../../../../session/client/api.ts";
import { formatPartialDate } from "../../../../words/format/format.ts";
import type { FactsOf } from "../clinical/record/record-kind.ts";
import { freshPages, RecordSection, recordsOf } from "../clinical/record/record-section.tsx";
import { texts } from "./texts.en.ts";

const ProcedureDialogs = lazyPart(() => import("./procedure-dialogs.tsx"), "ProcedureDialogs");

const badgesOf = ({ status }: Procedure) => [status !== "completed" && texts.statuses[status]];

/** The form shows the doctor's name, which the record lacks. */
type Facts = FactsOf<"procedure", "code" | "status" | "doctorId">;

const factsOf = (procedure: Procedure): Facts => {
  const { performedFrom: from, performedUntil: until, statusReason, bodySite, outcome, note } = procedure;
  const isSpan = from !== null && until !== null && from !== until;
  const day = from ?? until;
  return {
    performedFrom: isSpan ? texts.between(from, until) : day && formatPartialDate(day),
    performedUntil: null,
    statusReason,
    bodySite: bodySite?.text,
    outcome,
    note,
  };
};

/** A patient's procedures, newest first. */
export function Procedures({ patient }: { patient: Patient }) {
  const query = useInfiniteQuery(api.procedure.list.infiniteQueryOptions(recordsOf(patient), freshPages));
  return (
    <RecordSection
      patient={patient}
      query={query}
      texts={texts}
      nameOf={({ code }) => code.text}
      badgesOf={badgesOf}
      factsOf={factsOf}
      Dialogs={ProcedureDialogs}
    />
  );
}
