import type { DoctorId, Patient, PatientId } from "@caretype/client";
import { useQueries } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { api } from "../../api.ts";

/** Doctors by patient, the newest first. */
export type Doctors = ReadonlyMap<string, readonly { id: DoctorId; name: string }[]>;

type Page = { items: readonly Patient[] };

type Answer = { items: readonly { patientId: PatientId; doctors: { id: DoctorId; name: string }[] }[] };
const dataOf = (all: readonly { data: Answer | undefined }[]) => all.map(({ data }) => data);

/** The doctors of listed patients: one call for a page. Keeps those that are known while a page loads again. */
export function useDoctors(pages: readonly Page[] | undefined, { enabled }: { enabled: boolean }): Doctors {
  const asked = (pages ?? []).map(({ items }) => items.map(({ id }) => id)).filter((ids) => ids.length > 0);
  const known = useRef(new Map<string, Answer["items"][number]["doctors"]>());
  const results = useQueries({
    queries: asked.map((patientIds) =>
      api.assignment.doctorsOfPatients.queryOptions({ patientIds }, { enabled, staleTime: 30_000 }),
    ),
    combine: dataOf,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` follows from the pages.
  return useMemo(() => {
    for (const [index, ids] of asked.entries()) {
      const found = results[index];
      if (!found) continue;
      for (const id of ids) known.current.delete(id);
      for (const { patientId, doctors } of found.items) known.current.set(patientId, doctors);
    }
    return new Map(known.current);
  }, [results, pages]);
}
