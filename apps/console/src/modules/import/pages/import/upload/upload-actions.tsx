import type { TableSettings } from "@caretype/import/source/table/schema";
import { Button, Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, queryClient, readAgain } from "../../../../../session/client/api.ts";
import type { Upload } from "./labels.ts";
import { texts as importUploadTexts } from "./texts.en.ts";

type UploadActionsProps = Pick<InStateProps, "actions"> & {
  main?: { label: string; run: () => void };
  others?: ReactNode;
  /** Whether the primary button is in `others`. */
  isMainOther?: boolean;
};

export function UploadActions({ actions, main, others, isMainOther = false }: UploadActionsProps) {
  const { isPending, chooseAgain, cancel } = actions;
  return (
    <Group>
      {main ? <SubmitButton label={main.label} isPending={isPending} onClick={main.run} /> : null}
      {others}
      <Button variant={main || isMainOther ? "default" : "filled"} onClick={chooseAgain} disabled={isPending}>
        {importUploadTexts.chooseAgain}
      </Button>
      <PlainButton label={importUploadTexts.doNotImport} onClick={cancel} disabled={isPending} />
    </Group>
  );
}

/** The actions on an upload, one at a time. */
export function useUploadActions({ id, rows }: Pick<Upload, "id" | "rows">) {
  const navigate = useNavigate();
  const change = useSingleMutation({
    mutationFn: async (ask: () => Promise<Upload>) => ask(),
    onSuccess: async (upload) => {
      queryClient.setQueryData(api.import.progress.queryKey({ id }), upload);
      void readAgain(api.import.uploads);
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
    /** `skipRows`: number of rows with problems to skip. */
    run: (skipRows?: number) =>
      change.mutate(() => caretype.import.run.mutate({ id, rows, ...(skipRows && { skipRows }) })),
    chooseAgain: () =>
      change.mutate(async () => {
        const upload = await caretype.import.cancel.mutate({ id });
        void navigate({ to: "/imports/new" });
        return upload;
      }),
  };
}

/** Props of components that show an upload in one state. */
export type InStateProps = { upload: Upload; actions: ReturnType<typeof useUploadActions> };
