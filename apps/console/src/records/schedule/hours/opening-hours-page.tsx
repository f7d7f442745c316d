import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../../session/client/api.ts";
import { alwaysRefetch, LatestRecord } from "../../../session/form/latest-record.tsx";
import { permitted } from "../../../session/route/permitted.tsx";
import { texts as appointmentSetupTexts } from "../texts.en.ts";
import { EditOpeningHours } from "./edit-opening-hours.tsx";

const route = getRouteApi("/signed-in/doctors/$id/opening-hours");

export const OpeningHoursPage = permitted("schedule:manage", () => {
  const { id } = route.useParams();
  const doctor = useQuery(api.doctor.byId.queryOptions({ id }, alwaysRefetch));
  const hours = useQuery(api.openingHours.byDoctor.queryOptions({ doctorId: id }, alwaysRefetch));
  const { title } = appointmentSetupTexts.hours;
  return (
    <LatestRecord query={doctor} title={title} notFound="DOCTOR_NOT_FOUND">
      {(known) => (
        <LatestRecord query={hours} title={title} notFound="DOCTOR_NOT_FOUND">
          {(current) => <EditOpeningHours doctor={known} hours={current} />}
        </LatestRecord>
      )}
    </LatestRecord>
  );
});
