import { type Appointment, type Doctor, type RoomId, roomId as roomIds } from "@caretype/client";
import { NativeSelect } from "@mantine/core";
import { commonTexts } from "../../../words/common/common.ts";
import { DoctorPicker } from "../../assignment/doctor-picker.tsx";
import { useBookingChoices } from "../book/use-booking-choices.ts";
import { texts as calendarTexts, rescheduleForm as texts } from "./texts.en.ts";

export type ChosenDoctor = Pick<Doctor, "id" | "name" | "specializationLabel">;

type OtherDoctorProps = { doctor: ChosenDoctor | null; onChange: (doctor: ChosenDoctor | null) => void };

/** The doctor who sees the patient. */
export const OtherDoctor = ({ doctor, onChange }: OtherDoctorProps) => (
  <DoctorPicker error={doctor ? null : commonTexts.required} chosen={doctor} onChoose={onChange} />
);

type OtherRoomProps = {
  appointment: Appointment;
  roomId: RoomId | null;
  onChange: (roomId: RoomId | null) => void;
};

/** A room that is in use, the appointment's own, or none. Nothing if there are no rooms. */
export function OtherRoom({ appointment, roomId, onChange }: OtherRoomProps) {
  const active = useBookingChoices().data?.rooms ?? [];
  const own = appointment.roomId;
  const known =
    own === null || active.some(({ id }) => id === own) ? [] : [{ id: own, name: appointment.roomName }];
  const rooms = [...known, ...active];
  if (rooms.length === 0) return null;
  return (
    <NativeSelect
      label={texts.room}
      data={[
        { value: "", label: calendarTexts.noRoom },
        ...rooms.map(({ id, name }) => ({ value: id, label: name ?? "" })),
      ]}
      value={roomId ?? ""}
      onChange={({ currentTarget: { value } }) => onChange(value === "" ? null : roomIds.parse(value))}
    />
  );
}
