import { type DoctorId, doctorId, type RoomId, roomId } from "@caretype/client";
import { useLocalStorage } from "@mantine/hooks";
import { keptPrefix } from "../../kit/settings/kept-settings.ts";
import { chosenPractice } from "../../session/client/chosen-practice.ts";

export const views = ["day", "week", "list"] as const;
export const groupings = ["doctors", "rooms"] as const;
/** The minutes of a slot. */
export const zooms = [5, 10, 15, 30] as const;

/** What the calendar shows. Null: all doctors or rooms, or for doctors the reader's own. */
export type CalendarChoice = {
  view: (typeof views)[number];
  by: (typeof groupings)[number];
  zoom: (typeof zooms)[number];
  doctorIds: readonly DoctorId[] | null;
  roomIds: readonly RoomId[] | null;
  withCancelled: boolean;
};

const usual: CalendarChoice = {
  view: "week",
  by: "doctors",
  zoom: 15,
  doctorIds: null,
  roomIds: null,
  withCancelled: false,
};

/** The server takes no more. */
const most = 50;

const idsIn = <Id>(list: unknown, is: (id: unknown) => id is Id): readonly Id[] | null =>
  Array.isArray(list) ? list.filter(is).slice(0, most) : null;

/** Ignores what another version has stored. */
function readChoice(text: string | undefined): CalendarChoice {
  let stored: unknown = null;
  try {
    stored = JSON.parse(text ?? "null");
  } catch {
    // Not ours.
  }
  const { view, by, zoom, doctorIds, roomIds, withCancelled } = Object(stored);
  return {
    view: views.find((known) => known === view) ?? usual.view,
    by: groupings.find((known) => known === by) ?? usual.by,
    zoom: zooms.find((known) => known === zoom) ?? usual.zoom,
    doctorIds: idsIn(doctorIds, doctorId.is),
    roomIds: idsIn(roomIds, roomId.is),
    withCancelled: withCancelled === true,
  };
}

/** The choice on this device, for each practice. It has ids only. */
export function useCalendarChoice(): [CalendarChoice, (change: Partial<CalendarChoice>) => void] {
  const [choice, setChoice] = useLocalStorage<CalendarChoice>({
    key: `${keptPrefix}calendar.${chosenPractice() ?? ""}`,
    defaultValue: usual,
    getInitialValueInEffect: false,
    deserialize: readChoice,
  });
  return [choice, (change) => setChoice((before) => ({ ...before, ...change }))];
}
