import { api, queryClient } from "../../../session/client/api.ts";

/** Reads what can be booked again: visit types, rooms, opening hours and free times. */
export const invalidateSetup = () =>
  Promise.all(
    [
      api.visitType.pathFilter(),
      api.room.pathFilter(),
      api.openingHours.pathFilter(),
      api.practice.pathFilter(),
      api.appointment.pathFilter(),
    ].map((filter) => queryClient.invalidateQueries(filter)),
  );
