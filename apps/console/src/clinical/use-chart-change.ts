import { useQueryClient } from "@tanstack/react-query";
import { api } from "../api.ts";
import type { KeyedCall } from "../form/idempotency-keys.ts";
import { useKeyedChange } from "../form/use-keyed-change.ts";

/** Reads again what shows records of a patient. */
export function useReadAgain(): () => Promise<unknown> {
  const queries = useQueryClient();
  const shown = [
    api.chart,
    api.allergy,
    api.condition,
    api.medication,
    api.immunization,
    api.procedure,
    api.observation,
  ];
  return () => Promise.all(shown.map((each) => queries.invalidateQueries(each.pathFilter())));
}

type Change<Input, Answer> = {
  run: (input: Input, call: KeyedCall) => Promise<Answer>;
  onDone: (answer: Answer) => void;
};

/** Changes a record of a patient without a form. */
export const useChartChange = <Input, Answer>(change: Change<Input, Answer>) =>
  useKeyedChange({ ...change, onSettled: useReadAgain() });
