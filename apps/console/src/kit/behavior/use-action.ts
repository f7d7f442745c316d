import { useRef, useState } from "react";

type State = { is: "idle" | "pending" | "done" } | { is: "failed"; error: unknown };

/**
 * Runs one action at a time, for pages without TanStack Query. Calls while one is pending are ignored. `run` resolves
 * to whether it succeeded.
 */
export function useAction<Input = void>(send: (input: Input) => Promise<unknown>) {
  const [state, setState] = useState<State>({ is: "idle" });
  const isRunning = useRef(false);
  const run = async (input: Input): Promise<boolean> => {
    if (isRunning.current) return false;
    isRunning.current = true;
    setState({ is: "pending" });
    try {
      await send(input);
      setState({ is: "done" });
      return true;
    } catch (error) {
      setState({ is: "failed", error });
      return false;
    } finally {
      isRunning.current = false;
    }
  };
  return {
    run,
    isPending: state.is === "pending",
    isSuccess: state.is === "done",
    isError: state.is === "failed",
    error: state.is === "failed" ? state.error : null,
    reset: () => setState({ is: "idle" }),
  };
}
