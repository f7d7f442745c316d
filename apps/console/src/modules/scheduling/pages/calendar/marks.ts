import type { Appointment } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../../../session/client/api.ts";
import type { CalendarChoice } from "./choice.ts";
import type { Calendar } from "./use-calendar.ts";

/** The color of a doctor or a kind of visit. `seats`: more than one for group visits. */
export type Mark = { hue: string; seats: number };

const hues = "brand-7 blue-7 grape-7 orange-9 pink-7 lime-9 indigo-7 yellow-7 cyan-8 violet-7 gray-6 red-8"
  .split(" ")
  .map((name) => `light-dark(var(--mantine-color-${name}), var(--mantine-color-${name.slice(0, -1)}5))`);

/** Ids sort by age, so that a new doctor changes no colors. */
export const huesOf = (ids: readonly string[]) =>
  new Map(ids.toSorted().map((id, index) => [id, hues[index % hues.length]]));

/** The mark of each appointment. */
export function useMarks({ known }: Calendar, coloring: CalendarChoice["coloring"]) {
  const kinds = useQuery(api.visitType.list.queryOptions({ limit: 200 }, { staleTime: 300_000 })).data?.items;
  return useMemo(() => {
    const hueOf = huesOf(
      coloring === "kinds" ? (kinds ?? []).map(({ id }) => id) : known.map(({ doctorId }) => doctorId),
    );
    const seatsOf = new Map(kinds?.map(({ id, seats }) => [id, seats]));
    return ({ doctorId, visitTypeId }: Appointment): Mark => ({
      seats: seatsOf.get(visitTypeId) ?? 1,
      hue: hueOf.get(coloring === "kinds" ? visitTypeId : doctorId) ?? "var(--mantine-color-dimmed)",
    });
  }, [coloring, kinds, known]);
}
