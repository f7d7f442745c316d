import type { Doctor, DoctorId } from "@caretype/client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { pageSize } from "./use-doctor-list.ts";

export type Workload = {
  /** The number of assigned patients, by doctor id. */
  patients: ReadonlyMap<string, number>;
  /** The highest number of patients of any doctor. */
  most: number;
};

/** Loads the workload per page of doctors, so that more doctors do not refetch the rest. Null without permission. */
export function useWorkload(doctors: readonly Doctor[]): Workload | null {
  const mayCount = usePermissions()("statistics:read");
  const isAsked = mayCount && doctors.length > 0;
  const pages = Array.from({ length: Math.ceil(doctors.length / pageSize) }, (_, index) =>
    doctors.slice(index * pageSize, (index + 1) * pageSize).map(({ id }) => id),
  );
  const { patients, most } = useQueries({
    queries: pages.map((ids) => api.doctor.workload.queryOptions({ ids }, { enabled: isAsked })),
    combine: byDoctor,
  });
  const load = useQuery(api.statistics.doctorLoad.queryOptions({ most: 1 }, { enabled: isAsked })).data;
  return mayCount ? { patients, most: Math.max(most, load?.doctors[0]?.patients ?? 0) } : null;
}

type Answer = { data: { items: { doctorId: DoctorId; patients: number }[] } | undefined };

/** Defined outside the hook, so that it runs only on new results. */
function byDoctor(answers: Answer[]): Workload {
  const items = answers.flatMap(({ data }) => data?.items ?? []);
  return {
    patients: new Map(items.map(({ doctorId, patients }) => [doctorId, patients])),
    most: items.reduce((most, { patients }) => Math.max(most, patients), 0),
  };
}
