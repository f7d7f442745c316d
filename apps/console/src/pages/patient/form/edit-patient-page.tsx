import type { PatientId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { alwaysRefetch, LatestRecord } from "../../../session/form/latest-record.tsx";
import { Permitted } from "../../../session/route/permitted.tsx";
import { EditPatient } from "./edit-patient.tsx";

const route = getRouteApi("/signed-in/patients/$id/edit");

export function EditPatientPage() {
  const { id } = route.useParams();
  return (
    <Permitted needs="patient:update">
      <LoadedPatient key={id} id={id} />
    </Permitted>
  );
}

const LoadedPatient = ({ id }: { id: PatientId }) => (
  <LatestRecord
    query={useQuery(api.patient.byId.queryOptions({ id }, alwaysRefetch))}
    title={patientTexts.edit}
    notFound="PATIENT_NOT_FOUND"
  >
    {(patient) => <EditPatient patient={patient} />}
  </LatestRecord>
);
