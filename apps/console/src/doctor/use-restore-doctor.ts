import type { RemovedDoctor } from "@caretype/client";
import { caretype } from "../api.ts";
import { notifyDone, notifyFailed } from "../shell/notify.tsx";
import { useSingleMutation } from "../shell/use-single-mutation.ts";
import { withNames } from "../shell/with-names.ts";
import { readDoctorsAnew } from "./doctor-cache.ts";

/** Brings a doctor back into the directory, or says what stands in the way. */
export function useRestoreDoctor() {
  const { mutate, isPending, variables } = useSingleMutation({
    mutationFn: ({ record: { id } }: RemovedDoctor) => caretype.doctor.restore.mutate({ id }),
    onSuccess: ({ name }) => notifyDone(withNames`${name} is in the directory again`),
    onError: (error, { record: { name } }) => notifyFailed(withNames`${name} is not restored`, error),
    onSettled: () => readDoctorsAnew(),
  });
  return { restore: mutate, restoringId: isPending && variables ? variables.record.id : null };
}
