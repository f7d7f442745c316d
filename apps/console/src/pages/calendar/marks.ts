import type { Appointment } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../session/client/api.ts";
import type { CalendarChoice } from "./choice.ts";
import { initialsOf } from "./short-name.ts";
import type { Calendar } from "./use-calendar.ts";

/** A doctor or a kind of visit: a colour, and initials for those who see none. `seats`: more than one for group visits. */
export type Mark = { hue: string; initials: string; seats: number };

const hues = ["brand", "blue", "grape", "orange", "pink", "lime", "indigo", "yellow"].map(
  (name) => `light-dark(var(--mantine-color-${name}-9), var(--mantine-color-${name}-5))`,
);

/** The mark of each appointment. Ids are sorted by age, so that another doctor changes nobody's colour. */
export function useMarks({ doctors, otherDoctors }: Calendar, coloring: CalendarChoice["coloring"]) {
  const kinds = useQuery(api.visitType.list.queryOptions({ limit: 200 }, { staleTime: 300_000 })).data?.items;
  return useMemo(() => {
    const ids: readonly string[] =
      coloring === "kinds"
        ? (kinds ?? []).map(({ id }) => id)
        : [...doctors, ...otherDoctors].map(({ doctorId }) => doctorId);
    const hueOf = new Map(ids.toSorted().map((id, index) => [id, hues[index % hues.length]]));
    const seatsOf = new Map(kinds?.map(({ id, seats }) => [id, seats]));
    return ({ doctorId, doctorName, visitTypeId, visitTypeName }: Appointment): Mark => ({
      seats: seatsOf.get(visitTypeId) ?? 1,
      hue: hueOf.get(coloring === "kinds" ? visitTypeId : doctorId) ?? "var(--mantine-color-dimmed)",
      initials: initialsOf(coloring === "kinds" ? visitTypeName : (doctorName ?? "")),
    });
  }, [coloring, kinds, doctors, otherDoctors]);
}
