import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { specializationName } from "./specialization-name.ts";

/** The specializations in use, most used first. Empty until loaded. */
export const useSpecializations = () =>
  useQuery(
    api.doctor.specializations.queryOptions(undefined, {
      staleTime: 5 * 60_000,
      select: ({ items }) => items.map((item) => ({ ...item, label: specializationName(item.label) })),
    }),
  ).data ?? none;

/** A stable reference avoids re-rendering. */
const none: never[] = [];

export const labelsOf = (specializations: readonly { label: string }[]): string[] => [
  ...new Set(specializations.map(({ label }) => label)),
];
