import { currentRecord } from "@caretype/client";
import { api, queryClient, readAgain } from "../../../../session/client/api.ts";
import { type KeyedChange, useKeyedChange } from "../../../../session/form/use-keyed-change.ts";

/** The chart lists encounters, too. */
export const readEncountersAgain = (): Promise<unknown> => readAgain(api.encounter, api.chart);

/**
 * Adds or changes an encounter, and refetches encounters. On a conflict, shows the newer version, and the next
 * attempt is based on it.
 */
export function useChange<Input, Answer>(change: KeyedChange<Input, Answer>) {
  return useKeyedChange({
    ...change,
    onError: (error, input) => {
      change.onError?.(error, input);
      const current = currentRecord(error, "encounter");
      if (current) queryClient.setQueryData(api.encounter.byId.queryKey({ id: current.id }), current);
    },
    onSettled: readEncountersAgain,
  });
}
