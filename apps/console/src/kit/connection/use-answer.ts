import { useEffect, useEffectEvent, useState } from "react";
import { connection } from "./connection.ts";

type State<Data> = { data: Data | undefined; isError: boolean; error: unknown };

/**
 * Loads once, for pages without TanStack Query. `QueryStates` shows it. Retries a failed load when the server is
 * reachable again.
 */
export function useAnswer<Data>(load: () => Promise<Data>) {
  const [state, setState] = useState<State<Data>>({ data: undefined, isError: false, error: null });
  const read = async (): Promise<Data | undefined> => {
    try {
      const data = await load();
      setState({ data, isError: false, error: null });
      return data;
    } catch (error) {
      setState(({ data }) => ({ data, isError: true, error }));
      return undefined;
    }
  };
  const readFirst = useEffectEvent(read);
  useEffect(() => void readFirst(), []);
  useEffect(() => {
    if (!state.isError) return;
    return connection.subscribe(() => {
      if (connection.get() === "online") void readFirst();
    });
  }, [state.isError]);
  return { ...state, refetch: read };
}
