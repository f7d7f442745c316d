import type { Patient, PatientId } from "@caretype/client";
import { useQueries } from "@tanstack/react-query";
import { createContext, useMemo, useRef } from "react";
import { api } from "../../../../../session/client/api.ts";

type Pages = readonly { items: readonly Patient[] }[] | undefined;
type Item = { patientId: PatientId };

const dataOf = <Answer>(all: readonly { data: Answer | undefined }[]) => all.map(({ data }) => data);

const idsOf = (pages: Pages) =>
  (pages ?? []).map(({ items }) => items.map(({ id }) => id)).filter((ids) => ids.length > 0);

/** By patient. Keeps loaded values while a page reloads. */
function useKnown<Of extends Item>(pages: Pages, results: readonly ({ items: readonly Of[] } | undefined)[]) {
  const known = useRef(new Map<string, Of>());
  return useMemo((): ReadonlyMap<string, Of> => {
    for (const [index, ids] of idsOf(pages).entries()) {
      const found = results[index];
      if (!found) continue;
      for (const id of ids) known.current.delete(id);
      for (const item of found.items) known.current.set(item.patientId, item);
    }
    return new Map(known.current);
  }, [results, pages]);
}

/** Doctors of listed patients, newest first: one call per page. */
export function useDoctors(pages: Pages, enabled: boolean) {
  const queries = idsOf(pages).map((patientIds) =>
    api.assignment.doctorsOfPatients.queryOptions({ patientIds }, { enabled }),
  );
  return useKnown(pages, useQueries({ queries, combine: dataOf }));
}

/** Next visits of listed patients: one call per page. */
export function useVisits(pages: Pages, enabled: boolean) {
  const queries = idsOf(pages).map((patientIds) =>
    api.appointment.visitsOfPatients.queryOptions({ patientIds }, { enabled }),
  );
  return useKnown(pages, useQueries({ queries, combine: dataOf }));
}

/** A column's additional data, by patient. */
export type Beside = { doctors: ReturnType<typeof useDoctors>; visits: ReturnType<typeof useVisits> };

/** Passes it to its cells without rendering all rows again. */
export const BesideContext = createContext<Beside>({ doctors: new Map(), visits: new Map() });
