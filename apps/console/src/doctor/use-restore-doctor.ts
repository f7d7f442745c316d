import type { RemovedDoctor } from "@caretype/client";
import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../api.ts";
import { notifyDone, notifyFailed } from "../shell/notify.tsx";
import { readDoctorsAnew } from "./doctor-cache.ts";

/** Brings a doctor back into the directory, or says what stands in the way. */
export function useRestoreDoctor() {
  const { mutateAsync, isPending, variables } = useMutation(api.doctor.restore.mutationOptions());
  const restore = useCallback(
    async ({ record: { id, name } }: RemovedDoctor) => {
      try {
        await mutateAsync({ id });
        notifyDone(`${name} is in the directory again`);
      } catch (error) {
        notifyFailed(`${name} is not restored`, error);
      }
      await readDoctorsAnew();
    },
    [mutateAsync],
  );
  return { restore, restoringId: isPending && variables ? variables.id : null };
}
