import type { RemovedDoctor } from "@caretype/client";
import { caretype } from "../../api.ts";
import { leftBehind } from "../../assignment/left-behind.ts";
import { useSingleMutation } from "../../shell/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../shell/notice/notify.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import { readDoctorsAnew } from "../doctor-cache.ts";

/** Brings a doctor back into the directory, or says what stands in the way. */
export function useRestoreDoctor() {
  const { mutate, isPending, variables } = useSingleMutation({
    mutationFn: ({ record: { id } }: RemovedDoctor) => caretype.doctor.restore.mutate({ id }),
    onSuccess: ({ name, assignmentsLeft = [] }) => {
      notifyDone(withNames`${name} is in the directory again`);
      if (assignmentsLeft.length > 0) notifyFailed(...leftBehind(name, assignmentsLeft.length));
    },
    onError: (error, { record: { name } }) => notifyFailed(withNames`${name} is not restored`, error),
    onSettled: () => readDoctorsAnew(),
  });
  return { restore: mutate, restoringId: isPending && variables ? variables.record.id : null };
}
