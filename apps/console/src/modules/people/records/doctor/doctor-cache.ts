import type { Doctor } from "@caretype/client";
import { api, queryClient, readAgain } from "../../../../session/client/api.ts";

/** Puts a doctor into the cache, so that the page shows it at once. */
export const cacheDoctor = (doctor: Doctor): void => {
  queryClient.setQueryData(api.doctor.byId.queryKey({ id: doctor.id }), doctor);
};

export const invalidateDoctors = (): Promise<unknown> =>
  readAgain(api.doctor, api.assignment, api.statistics);
