import type { PatientId } from "@caretype/client";
import { isErrorCode, type Patient } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { Page } from "../../shell/page/page.tsx";
import { PageSkeleton } from "../../shell/page/page-skeleton.tsx";
import { NotFoundPage } from "../../shell/route/not-found-page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { EditPatient } from "./edit-patient.tsx";

const route = getRouteApi("/signed-in/patients/$id/edit");

export const EditPatientPage = () => (
  <Permitted needs="patient:update">
    <LoadedPatient key={route.useParams().id} id={route.useParams().id} />
  </Permitted>
);

/** A form begins with what the record is now, and not with what it was when it was last looked at. */
function LoadedPatient({ id }: { id: PatientId }) {
  const query = useQuery(
    api.patient.byId.queryOptions({ id }, { refetchOnMount: "always", refetchOnWindowFocus: false }),
  );
  const [read, setRead] = useState<Patient | null>(null);
  if (!read && query.data && query.isFetchedAfterMount && !query.isError) setRead(query.data);
  // From then on nothing takes the form away with what is in it, such as that somebody removes the patient.
  if (read) return <EditPatient patient={read} />;
  if (isErrorCode(query.error, "PATIENT_NOT_FOUND", "INVALID_INPUT")) return <NotFoundPage />;
  if (!query.isError) return <PageSkeleton />;
  return (
    <Page title="Edit a patient">
      <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
    </Page>
  );
}
