import { Stack } from "@mantine/core";
import { Permitted } from "../../../session/route/permitted.tsx";
import { HoursList } from "../hours/hours-list.tsx";
import { MissingZone } from "../missing-setup.tsx";
import { RoomList } from "./room-list.tsx";
import { VisitTypeList } from "./visit-type-list.tsx";

/** What a practice sets up before it books: visit types, opening hours and rooms. */
export const AppointmentSettings = () => (
  <Permitted needs="appointment:read">
    <Stack>
      <MissingZone />
      <VisitTypeList />
      <HoursList />
      <RoomList />
    </Stack>
  </Permitted>
);
