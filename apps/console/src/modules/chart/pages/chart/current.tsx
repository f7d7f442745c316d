import type { Patient } from "@caretype/client";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { api } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { Allergies } from "../../records/allergy/allergies.tsx";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { AddButton } from "../../records/clinical/record/record-section.tsx";
import { Procedures } from "../../records/clinical-procedure/procedures.tsx";
import { Problems } from "../../records/condition/problems.tsx";
import { Immunizations } from "../../records/immunization/immunizations.tsx";
import { Medications } from "../../records/medication/medications.tsx";
import { Observations } from "../../records/observation/observations.tsx";
import { RestrictButton } from "../../records/restriction/restrict-button.tsx";
import { RestrictedBadge } from "../../records/restriction/restricted.tsx";
import { LastVitals } from "./summary.tsx";

const NewVitals = lazyPart(() => import("../../records/vital-sign/new-vitals.tsx"), "NewVitals");

/** The patient's current health at a glance, editable. */
export function Current({ patient }: { patient: Patient }) {
  const query = useQuery(api.chart.summary.queryOptions({ patientId: patient.id }, { staleTime: 0 }));
  const time = usePracticeTime();
  const mayWrite = usePermissions()("clinical:write");
  const [isMeasuring, setMeasuring] = useState(false);
  return (
    <>
      <Allergies patient={patient} />
      <Problems patient={patient} />
      <Medications patient={patient} />
      <QueryStates query={query} skeleton={<Skeleton h={80} />}>
        {(summary) => (
          <LastVitals
            summary={summary}
            time={time}
            add={mayWrite ? <AddButton label={texts.addVitals} onClick={() => setMeasuring(true)} /> : null}
            besideOf={(record, label) => ({
              badge: <RestrictedBadge record={record} />,
              actions: <RestrictButton record={record} label={label} />,
            })}
          />
        )}
      </QueryStates>
      {isMeasuring ? <NewVitals patient={patient} onClose={() => setMeasuring(false)} /> : null}
      <Observations patient={patient} />
      <Immunizations patient={patient} />
      <Procedures patient={patient} />
    </>
  );
}
