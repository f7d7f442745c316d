import { hashKey, type UseMutationOptions, useMutation } from "@tanstack/react-query";
import { useCallback, useRef } from "react";

/** A mutation that is sent once at a time for the same input: the second half of a double click is passed over. */
export function useSingleMutation<Data, Failure, Input = void, Context = unknown>(
  options: UseMutationOptions<Data, Failure, Input, Context>,
) {
  const mutation = useMutation(options);
  const underWay = useRef(new Set<string>());
  const { mutateAsync } = mutation;
  const mutate = useCallback(
    (input: Input) => {
      const key = hashKey([input]);
      if (underWay.current.has(key)) return;
      underWay.current.add(key);
      const done = () => underWay.current.delete(key);
      // What went wrong is told by `onError` and `error`.
      mutateAsync(input).then(done, done);
    },
    [mutateAsync],
  );
  return { ...mutation, mutate };
}
