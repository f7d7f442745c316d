import type { Doctor, DoctorId } from "@caretype/client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { pageSize } from "./use-doctor-list.ts";

export type Workload = {
  /** By the doctor's id: to how many patients they are assigned in the practice. */
  patients: ReadonlyMap<string, number>;
  /** Of the doctor who has the most of them, to see the others against. */
  most: number;
};

/** Asked for page by page, as the doctors are: what is known stays when there are more of them. */
export function useWorkload(doctors: readonly Doctor[]): Workload {
  const may = usePermissions();
  const isAsked = may("statistics:read") && doctors.length > 0;
  const pages = Array.from({ length: Math.ceil(doctors.length / pageSize) }, (_, index) =>
    doctors.slice(index * pageSize, (index + 1) * pageSize).map(({ id }) => id),
  );
  const { patients, most } = useQueries({
    queries: pages.map((ids) => api.doctor.workload.queryOptions({ ids }, { enabled: isAsked })),
    combine: byDoctor,
  });
  const load = useQuery(api.statistics.doctorLoad.queryOptions({ most: 1 }, { enabled: isAsked })).data;
  return { patients, most: Math.max(most, load?.doctors[0]?.patients ?? 0) };
}

type Answer = { data: { items: { doctorId: DoctorId; patients: number }[] } | undefined };

/** Outside the hook, so that it runs only when an answer comes. */
function byDoctor(answers: Answer[]): Workload {
  const items = answers.flatMap(({ data }) => data?.items ?? []);
  return {
    patients: new Map(items.map(({ doctorId, patients }) => [doctorId, patients])),
    most: items.reduce((most, { patients }) => Math.max(most, patients), 0),
  };
}
