import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { NotFoundPage } from "../../../kit/page/not-found-page.tsx";
import { ReadPage } from "../../../kit/page/read-page.tsx";
import { api } from "../../../session/client/api.ts";
import { alwaysRefetch } from "../../../session/form/latest-record.tsx";
import { permitted } from "../../../session/route/permitted.tsx";
import { Merge } from "./merge.tsx";
import { texts as mergeTexts } from "./texts.en.ts";

const route = getRouteApi("/signed-in/patients/$id/merge/$otherId");

export const MergePage = permitted("patient:merge", () => {
  const { id, otherId } = route.useParams();
  const one = useQuery(api.patient.byId.queryOptions({ id }, alwaysRefetch));
  const other = useQuery(api.patient.byId.queryOptions({ id: otherId }, alwaysRefetch));
  if (id === otherId) return <NotFoundPage />;
  const query = {
    data: one.data && other.data && ([one.data, other.data] as const),
    error: one.error ?? other.error,
    refetch: () => [one, other].map((each) => each.isError && each.refetch()),
  };
  return (
    <ReadPage query={query} title={mergeTexts.title} notFound="PATIENT_NOT_FOUND">
      {([patient, of]) => <Merge patient={patient} other={of} />}
    </ReadPage>
  );
});
