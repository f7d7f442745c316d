import { useQueryClient } from "@tanstack/react-query";
import type { KeyedCall } from "../../kit/form/idempotency-keys.ts";
import { api } from "../../session/client/api.ts";
import { useKeyedChange } from "../../session/form/use-keyed-change.ts";

const shown = {
  chart: api.chart,
  allergy: api.allergy,
  condition: api.condition,
  medication: api.medication,
  immunization: api.immunization,
  procedure: api.procedure,
  observation: api.observation,
};

/** Reads again what shows records of a patient. With a kind, resolves once its own lists are read. */
export function useReadAgain(): (kind?: keyof typeof shown) => Promise<unknown> {
  const queries = useQueryClient();
  return (kind) => {
    const all = Object.values(shown).map((each) => queries.invalidateQueries(each.pathFilter()));
    return kind
      ? queries.invalidateQueries(shown[kind].pathFilter(), { cancelRefetch: false })
      : Promise.all(all);
  };
}

type Change<Input, Answer> = {
  run: (input: Input, call: KeyedCall) => Promise<Answer>;
  onDone: (answer: Answer) => void;
};

/** Changes a record of a patient without a form. */
export function useChartChange<Input, Answer>(change: Change<Input, Answer>) {
  const readAgain = useReadAgain();
  return useKeyedChange({ ...change, onSettled: () => readAgain() });
}
