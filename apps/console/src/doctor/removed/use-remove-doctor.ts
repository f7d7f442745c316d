import type { Doctor } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { api, caretype, queryClient } from "../../api.ts";
import { leftBehind } from "../../assignment/left-behind.ts";
import { useSingleMutation } from "../../shell/behavior/use-single-mutation.ts";
import { useStillHere } from "../../shell/behavior/use-still-here.ts";
import { notifyDone, notifyFailed } from "../../shell/notice/notify.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import { readDoctorsAnew } from "../doctor-cache.ts";

/** Removes a doctor from the directory and goes back to the list; it can be undone from there. */
export function useRemoveDoctor({ id, name, version }: Doctor) {
  const navigate = useNavigate();
  const noteHere = useStillHere();
  const isStillHere = useRef<() => boolean>(() => true);
  const removal = useSingleMutation(
    api.doctor.remove.mutationOptions({
      onMutate: () => {
        isStillHere.current = noteHere();
      },
      onSuccess: async (_nothing, { unassign }) => {
        if (isStillHere.current()) await navigate({ to: "/doctors" });
        queryClient.removeQueries(api.doctor.byId.queryFilter({ id }));
        void readDoctorsAnew();
        const how = unassign ? "unassigned and removed" : "removed";
        notifyDone(withNames`${name} is ${how} from the directory`, async () => {
          const { assignmentsLeft = [] } = await caretype.doctor.restore.mutate({ id });
          await readDoctorsAnew();
          if (assignmentsLeft.length > 0) notifyFailed(...leftBehind(name, assignmentsLeft.length));
        });
      },
      // What was refused may be seen on the page, such as that somebody else has changed the doctor meanwhile.
      onError: (error) => {
        if (!isStillHere.current()) notifyFailed(withNames`${name} is not removed`, error);
        void readDoctorsAnew();
      },
    }),
  );
  const removing = { id, expectedVersion: version };
  return {
    ...removal,
    isUnassigning: removal.isPending && removal.variables?.unassign === true,
    remove: () => removal.mutate(removing),
    unassignAndRemove: () => removal.mutate({ ...removing, unassign: true }),
  };
}
