import type { DoctorId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { alwaysRefetch, LatestRecord } from "../../../session/form/latest-record.tsx";
import { Permitted } from "../../../session/route/permitted.tsx";
import { EditDoctor } from "./edit-doctor.tsx";

const route = getRouteApi("/signed-in/doctors/$id/edit");

export function EditDoctorPage() {
  const { id } = route.useParams();
  return (
    <Permitted needs="doctor:update">
      <LoadedDoctor key={id} id={id} />
    </Permitted>
  );
}

const LoadedDoctor = ({ id }: { id: DoctorId }) => (
  <LatestRecord
    query={useQuery(api.doctor.byId.queryOptions({ id }, alwaysRefetch))}
    title={doctorTexts.form.edit}
    notFound="DOCTOR_NOT_FOUND"
  >
    {(doctor) => <EditDoctor doctor={doctor} />}
  </LatestRecord>
);
