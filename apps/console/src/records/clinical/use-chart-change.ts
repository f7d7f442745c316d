import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import { type KeyedChange, useKeyedChange } from "../../session/form/use-keyed-change.ts";

const shown = {
  chart: api.chart,
  allergy: api.allergy,
  condition: api.condition,
  medication: api.medication,
  immunization: api.immunization,
  procedure: api.procedure,
  observation: api.observation,
};

export type ShownKind = keyof typeof shown;

/** Reads again what shows records of a patient. With a kind, resolves once its own lists are read. */
export function useReadAgain(): (kind?: ShownKind) => Promise<unknown> {
  const queries = useQueryClient();
  return (kind) => {
    const all = Object.values(shown).map((each) => queries.invalidateQueries(each.pathFilter()));
    return kind
      ? queries.invalidateQueries(shown[kind].pathFilter(), { cancelRefetch: false })
      : Promise.all(all);
  };
}

/** Changes what the chart shows. */
export function useChartChange<Input, Answer>(change: KeyedChange<Input, Answer>) {
  const readAgain = useReadAgain();
  return useKeyedChange({ ...change, onSettled: () => readAgain() });
}
