import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { polled, useWhenChanged } from "../../../../session/client/use-when-changed.ts";

type Days = { from: string; to: string };

/**
 * Calls `read` when an appointment of the days has changed. Asking for the revision names no patient in the audit, which
 * reading the appointments again and again would.
 */
export function useReadWhenChanged({ from, to }: Days, read: () => void): void {
  const { data } = useQuery(api.appointment.revision.queryOptions({ from, to }, polled));
  useWhenChanged(`${from} ${to}`, data, () => read());
}
