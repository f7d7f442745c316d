import type { PatientId } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { NotFoundPage } from "../../../kit/page/not-found-page.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { PageSkeleton } from "../../../kit/page/page-skeleton.tsx";
import { api } from "../../../session/client/api.ts";
import { Permitted } from "../../../session/route/permitted.tsx";
import { Merge } from "./merge.tsx";
import { texts as mergeTexts } from "./texts.en.ts";

const route = getRouteApi("/signed-in/patients/$id/merge/$otherId");

export function MergePage() {
  const { id, otherId } = route.useParams();
  return (
    <Permitted needs="patient:merge">
      <LoadedPair key={`${id} ${otherId}`} ids={[id, otherId]} />
    </Permitted>
  );
}

const alwaysRefetch = { refetchOnMount: "always" } as const;

function LoadedPair({ ids: [id, otherId] }: { ids: [PatientId, PatientId] }) {
  const one = useQuery(api.patient.byId.queryOptions({ id }, alwaysRefetch));
  const other = useQuery(api.patient.byId.queryOptions({ id: otherId }, alwaysRefetch));
  const error = one.error ?? other.error;
  if (id === otherId || isErrorCode(error, "PATIENT_NOT_FOUND", "INVALID_INPUT")) return <NotFoundPage />;
  if (one.data && other.data) return <Merge patient={one.data} other={other.data} />;
  if (!error) return <PageSkeleton />;
  const retry = () => {
    for (const query of [one, other]) if (query.isError) void query.refetch();
  };
  return (
    <Page title={mergeTexts.title}>
      <ErrorNotice error={error} onRetry={retry} />
    </Page>
  );
}
