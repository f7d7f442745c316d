import { type Appointment, type RoomId, roomId as roomIds } from "@caretype/client";
import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "./texts.en.ts";
import { useBookingChoices } from "./use-booking-choices.ts";

type ChooseRoomProps = {
  /** The appointment's own, which may not be in use any more. */
  own?: Pick<Appointment, "roomId" | "roomName">;
  roomId: string | null;
  error?: ReactNode;
  onChange: (roomId: RoomId | null) => void;
};

/** A room that is in use, the appointment's own, or none. Nothing if there are no rooms. */
export function ChooseRoom({ own, roomId, error, onChange }: ChooseRoomProps) {
  const active = useBookingChoices().data?.rooms ?? [];
  const isKnown = !own?.roomId || active.some(({ id }) => id === own.roomId);
  const rooms = isKnown ? active : [{ id: own.roomId ?? "", name: own.roomName }, ...active];
  if (rooms.length === 0) return null;
  return (
    <NativeSelect
      label={texts.room}
      data-path="roomId"
      error={error}
      data={[
        { value: "", label: texts.noRoom },
        ...rooms.map(({ id, name }) => ({ value: id, label: name ?? "" })),
      ]}
      value={roomId ?? ""}
      onChange={({ currentTarget: { value } }) => onChange(value === "" ? null : roomIds.parse(value))}
    />
  );
}
