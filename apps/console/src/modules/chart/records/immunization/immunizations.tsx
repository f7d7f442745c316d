import type { Immunization, Patient } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { api } from "../../../../session/client/api.ts";
import { formatPartialDate } from "../../../../words/format/format.ts";
import type { FactsOf } from "../clinical/record/record-kind.ts";
import { freshPages, RecordSection, recordsOf } from "../clinical/record/record-section.tsx";
import { texts } from "./texts.en.ts";

const ImmunizationDialogs = lazyPart(() => import("./immunization-dialogs.tsx"), "ImmunizationDialogs");

const badgesOf = ({ status }: Immunization) => [status === "not-done" && texts.statuses[status]];

const factsOf = (immunization: Immunization): FactsOf<"immunization", "vaccine" | "status"> => {
  const { occurred, statusReason, doseNumber, lotNumber, expires, manufacturer, site, route, note } =
    immunization;
  return {
    occurred: formatPartialDate(occurred),
    statusReason,
    doseNumber: doseNumber && texts.dose(doseNumber),
    manufacturer,
    lotNumber: lotNumber && texts.lot(lotNumber),
    expires: expires && texts.expires(expires),
    site: site?.text,
    route: route?.text,
    note,
  };
};

/** A patient's given and refused vaccines, newest first. */
export function Immunizations({ patient }: { patient: Patient }) {
  const query = useInfiniteQuery(api.immunization.list.infiniteQueryOptions(recordsOf(patient), freshPages));
  return (
    <RecordSection
      patient={patient}
      query={query}
      noneOf="no-known-immunizations"
      texts={texts}
      nameOf={({ vaccine }) => vaccine.text}
      badgesOf={badgesOf}
      factsOf={factsOf}
      Dialogs={ImmunizationDialogs}
    />
  );
}
