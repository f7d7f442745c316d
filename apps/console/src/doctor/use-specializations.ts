import type { RouterOutputs } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";

type Specialization = RouterOutputs["doctor"]["specializations"]["items"][number];

const fewMinutes = 5 * 60_000;

/** What doctors are specialized in, the most used first; none while that is not known. */
export const useSpecializations = (): readonly Specialization[] =>
  useQuery(api.doctor.specializations.queryOptions(undefined, { staleTime: fewMinutes })).data?.items ?? none;

/** The same each time, so that nothing is made anew for it. */
const none: never[] = [];

/** A code and a free text can have the same label. */
export const labelsOf = (specializations: readonly Pick<Specialization, "label">[]): string[] => [
  ...new Set(specializations.map(({ label }) => label)),
];
