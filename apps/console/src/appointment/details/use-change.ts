import { currentRecord } from "@caretype/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api.ts";
import { type KeyedCall, keepIdempotencyKeys } from "../../form/idempotency-keys.ts";

type Change<Input, Answer> = {
  run: (input: Input, call: KeyedCall) => Promise<Answer>;
  onDone: (answer: Answer, input: Input) => void;
};

/**
 * Changes an appointment, and reads appointments again. If somebody else has changed it, their version is shown, and the
 * next attempt starts from it.
 */
export function useChange<Input, Answer>({ run, onDone }: Change<Input, Answer>) {
  const queries = useQueryClient();
  const [{ call }] = useState(keepIdempotencyKeys);
  const { mutate, ...mutation } = useMutation({
    mutationFn: (input: Input) => run(input, call),
    onSuccess: onDone,
    onError: (error) => {
      const current = currentRecord(error, "appointment");
      if (current) queries.setQueryData(api.appointment.byId.queryKey({ id: current.id }), current);
    },
    onSettled: () => queries.invalidateQueries(api.appointment.pathFilter()),
  });
  return {
    ...mutation,
    /** Ignores a second click. */
    mutate: (input: Input) => {
      if (!mutation.isPending) mutate(input);
    },
  };
}
