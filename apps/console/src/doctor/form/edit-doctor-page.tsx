import type { DoctorId } from "@caretype/client";
import { type Doctor, isErrorCode } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { Page } from "../../shell/page/page.tsx";
import { PageSkeleton } from "../../shell/page/page-skeleton.tsx";
import { NotFoundPage } from "../../shell/route/not-found-page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { DirectoryNotice } from "../directory-notice.tsx";
import { useDoctorRefusal } from "../use-doctor-rights.ts";
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

/** A form begins with what the record is now, and not with what it was when it was last looked at. */
function LoadedDoctor({ id }: { id: DoctorId }) {
  const query = useQuery(
    api.doctor.byId.queryOptions({ id }, { refetchOnMount: "always", refetchOnWindowFocus: false }),
  );
  const refusal = useDoctorRefusal(id);
  const [read, setRead] = useState<Doctor | null>(null);
  if (!read && query.data && query.isFetchedAfterMount && !query.isError) setRead(query.data);
  // From then on nothing takes the form away with what is in it, such as that somebody removes the doctor.
  if (read) return <EditDoctor doctor={read} notice={refusal && <DirectoryNotice refusal={refusal} />} />;
  if (isErrorCode(query.error, "DOCTOR_NOT_FOUND", "INVALID_INPUT")) return <NotFoundPage />;
  if (!query.isError) return <PageSkeleton />;
  return (
    <Page title="Edit a doctor">
      <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
    </Page>
  );
}
