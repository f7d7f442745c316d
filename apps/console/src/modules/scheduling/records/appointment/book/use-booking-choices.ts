import { useQuery } from "@tanstack/react-query";
import { together } from "../../../../../kit/page/query-states.tsx";
import { api } from "../../../../../session/client/api.ts";
import { byName } from "../../../../../words/format/by-name.ts";

const most = { limit: 200 };
const staleTime = 60_000;

/** What can be booked in the practice, the oldest visit type first. Undefined while loading. */
export function useBookingChoices() {
  const visitTypes = useQuery(api.visitType.list.queryOptions(most, { staleTime }));
  const rooms = useQuery(api.room.list.queryOptions(most, { staleTime }));
  const hours = useQuery(api.openingHours.list.queryOptions({ limit: 1 }, { staleTime }));
  return {
    ...together([visitTypes, rooms, hours]),
    data:
      visitTypes.data && rooms.data && hours.data
        ? {
            visitTypes: visitTypes.data.items.filter(({ isActive }) => isActive).toReversed(),
            rooms: byName(rooms.data.items.filter(({ isActive }) => isActive)),
            hasHours: hours.data.items.length > 0,
          }
        : undefined,
  };
}
