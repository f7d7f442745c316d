import type { Doctor } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { api, caretype, queryClient } from "../api.ts";
import { notifyDone, notifyFailed } from "../shell/notify.tsx";
import { useSingleMutation } from "../shell/use-single-mutation.ts";
import { useStillHere } from "../shell/use-still-here.ts";
import { withNames } from "../shell/with-names.ts";
import { readDoctorsAnew } from "./doctor-cache.ts";

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
      onSuccess: async () => {
        if (isStillHere.current()) await navigate({ to: "/doctors" });
        queryClient.removeQueries(api.doctor.byId.queryFilter({ id }));
        void readDoctorsAnew();
        notifyDone(withNames`${name} is removed from the directory`, async () => {
          await caretype.doctor.restore.mutate({ id });
          await readDoctorsAnew();
        });
      },
      // What was refused may be seen on the page, such as that somebody else has changed the doctor meanwhile.
      onError: (error) => {
        if (!isStillHere.current()) notifyFailed(withNames`${name} is not removed`, error);
        void readDoctorsAnew();
      },
    }),
  );
  return { ...removal, remove: () => removal.mutate({ id, expectedVersion: version }) };
}
