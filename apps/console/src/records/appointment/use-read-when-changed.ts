import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../../session/client/api.ts";

const pollMs = 30_000;

type Days = { from: string; to: string };

/**
 * Calls `read` when an appointment of the days has changed. Asking for the revision names no patient in the audit, which
 * reading the appointments again and again would.
 */
export function useReadWhenChanged({ from, to }: Days, read: () => void): void {
  const { data } = useQuery(
    api.appointment.revision.queryOptions({ from, to }, { refetchInterval: pollMs, staleTime: 0 }),
  );
  const seen = useRef({ days: "", revision: "" });
  const revision = data?.revision;
  useEffect(() => {
    if (revision === undefined) return;
    const days = `${from} ${to}`;
    const isChanged = seen.current.days === days && seen.current.revision !== revision;
    seen.current = { days, revision };
    if (isChanged) read();
  }, [from, to, revision, read]);
}
