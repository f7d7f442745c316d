import type { Doctor } from "@caretype/client";
import { api, queryClient } from "../api.ts";

/** In the place of what was known of the doctor: their page shows it at once. */
export const keepDoctor = (doctor: Doctor): void => {
  queryClient.setQueryData(api.doctor.byId.queryKey({ id: doctor.id }), doctor);
};

/** What depends on who is in the directory: asked again where it is in view, and else when it comes to be. */
export const readDoctorsAnew = (): Promise<unknown> =>
  Promise.all(
    [api.doctor.pathFilter(), api.assignment.pathFilter(), api.statistics.pathFilter()].map((filter) =>
      queryClient.invalidateQueries(filter),
    ),
  );
