import type { RouterOutputs } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";

type Specialization = RouterOutputs["doctor"]["specializations"]["items"][number];

const fewMinutes = 5 * 60_000;

/** The specializations in use, most used first. Empty until loaded. */
export const useSpecializations = (): readonly Specialization[] =>
  useQuery(api.doctor.specializations.queryOptions(undefined, { staleTime: fewMinutes })).data?.items ?? none;

/** A stable reference avoids re-rendering. */
const none: never[] = [];

export const labelsOf = (specializations: readonly Pick<Specialization, "label">[]): string[] => [
  ...new Set(specializations.map(({ label }) => label)),
];
