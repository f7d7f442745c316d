import type { Doctor } from "@caretype/client";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, caretype, queryClient } from "../api.ts";
import { notifyDone } from "../shell/notify.tsx";
import { readDoctorsAnew } from "./doctor-cache.ts";

/** Removes a doctor from the directory and goes back to the list; it can be undone from there. */
export function useRemoveDoctor({ id, name, version }: Doctor) {
  const navigate = useNavigate();
  const removal = useMutation(
    api.doctor.remove.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: "/doctors" });
        queryClient.removeQueries(api.doctor.byId.queryFilter({ id }));
        void readDoctorsAnew();
        notifyDone(`${name} is removed from the directory`, async () => {
          await caretype.doctor.restore.mutate({ id });
          await readDoctorsAnew();
        });
      },
      // What was refused may be seen on the page, such as that somebody else has changed the doctor meanwhile.
      onError: () => void readDoctorsAnew(),
    }),
  );
  return { ...removal, remove: () => removal.mutate({ id, expectedVersion: version }) };
}
