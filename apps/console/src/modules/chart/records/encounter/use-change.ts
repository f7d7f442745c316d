import { currentRecord } from "@caretype/client";
import { api, queryClient, readAgain } from "../../../../session/client/api.ts";
import { type KeyedChange, useKeyedChange } from "../../../../session/form/use-keyed-change.ts";

/** Encounters are among the records of the chart, too. */
export const readEncountersAgain = (): Promise<unknown> => readAgain(api.encounter, api.chart);

/**
 * Adds or changes an encounter, and reads encounters again. If somebody else has changed it, their version is shown, and
 * the next attempt starts from it.
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
