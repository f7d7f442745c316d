import { useState } from "react";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { type KeyedCall, keepIdempotencyKeys, type LostKeys } from "../../kit/form/idempotency-keys.ts";

/** For input that outlives the page: its keys, and how to store them. */
type KeptKeys = { lost: LostKeys; onChange: (lost: LostKeys) => void };

type Change<Input, Answer> = {
  run: (input: Input, call: KeyedCall) => Promise<Answer>;
  onDone: (answer: Answer, input: Input) => void;
  onError?: ((error: unknown, input: Input) => void) | undefined;
  /** Refetches what may have changed. */
  onSettled: () => Promise<unknown>;
  keys?: KeptKeys;
};

/** What to send, without refetching. */
export type KeyedChange<Input, Answer> = Omit<Change<Input, Answer>, "onSettled">;

/** A change that is sent once, despite double clicks and lost responses. */
export function useKeyedChange<Input, Answer>({
  run,
  onDone,
  onError,
  onSettled,
  keys,
}: Change<Input, Answer>) {
  const [{ call }] = useState(() => keepIdempotencyKeys(keys));
  const { mutate, ...mutation } = useSingleMutation({
    mutationFn: (input: Input) => run(input, call),
    onSuccess: onDone,
    onError,
    onSettled,
  });
  return {
    ...mutation,
    mutate: (input: Input) => {
      if (!mutation.isPending) mutate(input);
    },
  };
}
