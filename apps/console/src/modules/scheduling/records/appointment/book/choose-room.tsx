import { type Appointment, type RoomId, roomId as roomIds } from "@caretype/client";
import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "./texts.en.ts";
import { useBookingChoices } from "./use-booking-choices.ts";

type ChooseRoomProps = {
  /** The current room stays selectable, even if out of use. */
  appointment?: Pick<Appointment, "roomId" | "roomName">;
  roomId: string | null;
  onChange: (roomId: RoomId | null) => void;
  error?: ReactNode;
};

/** Selects a room in use, the appointment's own, or none. Empty if there are no rooms. */
export function ChooseRoom({ appointment, roomId, onChange, error }: ChooseRoomProps) {
  const active = useBookingChoices().data?.rooms ?? [];
  const { roomId: own = null, roomName } = appointment ?? {};
  const known = own === null || active.some(({ id }) => id === own) ? [] : [{ id: own, name: roomName }];
  const rooms = [...known, ...active];
  if (rooms.length === 0) return null;
  return (
    <NativeSelect
      label={texts.room}
      data={[
        { value: "", label: texts.noRoom },
        ...rooms.map(({ id, name }) => ({ value: id, label: name ?? "" })),
      ]}
      data-path="roomId"
      error={error}
      value={roomId ?? ""}
      onChange={({ currentTarget: { value } }) => onChange(value === "" ? null : roomIds.parse(value))}
    />
  );
}
