import type { TableSettings } from "@caretype/api/import/table/schema";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import type { Upload } from "./labels.ts";

/** The actions on an upload, one at a time. */
export function useUploadActions({ id, rows }: Pick<Upload, "id" | "rows">) {
  const navigate = useNavigate();
  const change = useMutation({
    mutationFn: async (ask: () => Promise<Upload>) => ask(),
    onSuccess: async (upload) => {
      queryClient.setQueryData(api.import.progress.queryKey({ id }), upload);
      void queryClient.invalidateQueries(api.import.uploads.pathFilter());
    },
    // The state may have changed, which explains the refusal.
    onError: () => void queryClient.invalidateQueries(api.import.progress.queryFilter({ id })),
  });
  return {
    isPending: change.isPending,
    error: change.error,
    cancel: () => change.mutate(() => caretype.import.cancel.mutate({ id })),
    check: (table?: TableSettings) =>
      change.mutate(() => caretype.import.check.mutate({ id, rows, ...(table && { table }) })),
    /** `skipRows`: how many rows with problems are left out. */
    run: (skipRows?: number) =>
      change.mutate(() => caretype.import.run.mutate({ id, rows, ...(skipRows && { skipRows }) })),
    chooseAgain: () =>
      change.mutate(() => caretype.import.cancel.mutate({ id }), {
        onSuccess: () => void navigate({ to: "/imports/new" }),
      }),
  };
}

/** Props of components that show an upload in one state. */
export type InStateProps = { upload: Upload; actions: ReturnType<typeof useUploadActions> };
