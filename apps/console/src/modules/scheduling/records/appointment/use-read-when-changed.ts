import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { polled, useWhenChanged } from "../../../../session/client/use-when-changed.ts";

type Days = { from: string; to: string };

/**
 * Calls `read` when an appointment of the days has changed. Polls the revision, which records no patient in the
 * audit, unlike the appointments.
 */
export function useReadWhenChanged({ from, to }: Days, read: () => void): void {
  const { data } = useQuery(api.appointment.revision.queryOptions({ from, to }, polled));
  useWhenChanged(`${from} ${to}`, data, () => read());
}
