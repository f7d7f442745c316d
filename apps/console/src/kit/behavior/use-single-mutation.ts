import { hashKey, type UseMutationOptions, useMutation } from "@tanstack/react-query";
import { useCallback, useRef } from "react";

/** A mutation that ignores repeated calls with a pending input, such as a double click. */
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
      // Errors are handled through `onError` and `error`.
      mutateAsync(input).then(done, done);
    },
    [mutateAsync],
  );
  return { ...mutation, mutate };
}
