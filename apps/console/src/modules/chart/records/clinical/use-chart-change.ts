import { api, queryClient, readAgain } from "../../../../session/client/api.ts";
import { type KeyedChange, useKeyedChange } from "../../../../session/form/use-keyed-change.ts";

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

/** Refetches views of a patient's records. With a kind, resolves once its own lists are read. */
export const readChartAgain = (kind?: ShownKind) => {
  const all = readAgain(...Object.values(shown));
  return kind ? queryClient.invalidateQueries(shown[kind].pathFilter(), { cancelRefetch: false }) : all;
};

export const useChartChange = <Input, Answer>(change: KeyedChange<Input, Answer>) =>
  useKeyedChange({ ...change, onSettled: () => readChartAgain() });
