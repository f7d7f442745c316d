import { doctorId, roomId } from "@caretype/client";
import { MultiSelect } from "@mantine/core";
import { texts } from "../../records/appointment/details/texts.en.ts";
import type { CalendarChoice } from "./choice.ts";
import type { Calendar, Room } from "./use-calendar.ts";

type WhoProps = {
  calendar: Calendar;
  rooms: readonly Room[];
  choice: CalendarChoice;
  choose: (change: Partial<CalendarChoice>) => void;
};

/** The server takes no more at once. */
const most = 50;

/** Chooses doctors or rooms. Nothing chosen is all. */
export function Who({ calendar, rooms, choice, choose }: WhoProps) {
  const shared = { searchable: true, clearable: true, hidePickedOptions: true, maxValues: most } as const;
  if (choice.by === "rooms")
    return (
      <MultiSelect
        {...shared}
        aria-label={texts.rooms}
        placeholder={choice.roomIds?.length ? "" : texts.allRooms}
        data={rooms.map(({ id, name }) => ({ value: id, label: name }))}
        value={choice.roomIds?.filter((id) => rooms.some((room) => room.id === id)) ?? []}
        onChange={(ids) => choose({ roomIds: ids.map((id) => roomId.parse(id)) })}
      />
    );
  const known = [...calendar.doctors, ...calendar.otherDoctors].toSorted((one, other) =>
    one.doctorName.localeCompare(other.doctorName),
  );
  const shown = calendar.otherDoctors.length === 0 ? [] : calendar.doctors;
  return (
    <MultiSelect
      {...shared}
      aria-label={texts.doctors}
      placeholder={shown.length === 0 ? texts.allDoctors : ""}
      data={known.map(({ doctorId: value, doctorName: label }) => ({ value, label }))}
      value={shown.map(({ doctorId: id }) => id)}
      onChange={(ids) => choose({ doctorIds: ids.map((id) => doctorId.parse(id)) })}
    />
  );
}
