import type { RemovedPatient } from "@caretype/client";
import type { InfiniteData } from "@tanstack/react-query";
import { useState } from "react";
import { api, queryClient } from "../../api.ts";
import { useIsShown } from "../../shell/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../shell/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../shell/notice/notify.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import { restorePatient } from "./restore-patient.ts";

type Refused = { patient: RemovedPatient; error: unknown };
type RemovedPage = { items: RemovedPatient[]; nextCursor: string | null };

/** The row is gone at once, and comes back when the restoration is refused. */
export function useRestorePatient() {
  const [refused, setRefused] = useState<Refused | null>(null);
  const isShown = useIsShown();
  const { mutate: restore } = useSingleMutation({
    mutationFn: ({ record }: RemovedPatient) => restorePatient(record.id),
    onMutate: async ({ record }) => {
      const filter = api.patient.removed.infiniteQueryFilter();
      await queryClient.cancelQueries(filter);
      const before = queryClient.getQueriesData<InfiniteData<RemovedPage>>(filter);
      queryClient.setQueriesData<InfiniteData<RemovedPage>>(
        filter,
        (data) => data && without(data, record.id),
      );
      return { before };
    },
    onError: (error, patient, context) => {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data);
      if (isShown.current) setRefused({ patient, error });
      else notifyFailed(withNames`${patient.record.name} is not restored`, error);
    },
    onSuccess: ({ name }) => notifyDone(withNames`${name} is back`),
  });
  return { restore, refused, close: () => setRefused(null) };
}

const without = (data: InfiniteData<RemovedPage>, id: string): InfiniteData<RemovedPage> => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: page.items.filter(({ record }) => record.id !== id) })),
});
