import { type DoctorId, doctorId, type RoomId, roomId } from "@caretype/client";
import { useLocalStorage } from "@mantine/hooks";
import { keptPrefix } from "../../../../kit/settings/kept-settings.ts";
import { chosenPractice } from "../../../../session/client/chosen-practice.ts";
import { parseStored } from "../../../../words/settings/display-settings.ts";
import { isView, type View } from "./views.ts";

/** What colors represent. */
export const colorings = ["doctors", "kinds"] as const;
/** Minutes per slot. */
export const zooms = [5, 10, 15, 30] as const;

/** The calendar's display. Null: all doctors or rooms, or for doctors the user's own. */
export type CalendarChoice = {
  view: View;
  coloring: (typeof colorings)[number];
  zoom: (typeof zooms)[number];
  doctorIds: readonly DoctorId[] | null;
  roomIds: readonly RoomId[] | null;
  withCancelled: boolean;
  /** Includes doctors who do not work that day. */
  withAbsent: boolean;
};

export type Choose = (change: Partial<CalendarChoice>) => void;

/** The server's limit of doctors or rooms. */
export const most = 50;

const idsIn = <Id>(list: unknown, is: (id: unknown) => id is Id): readonly Id[] | null =>
  Array.isArray(list) ? list.filter(is).slice(0, most) : null;

/** Ignores what another version has stored. */
function readChoice(text?: string): CalendarChoice {
  const { view, coloring, zoom, doctorIds, roomIds, withCancelled, withAbsent } = Object(parseStored(text));
  return {
    view: isView(view) ? view : "week",
    coloring: colorings.find((known) => known === coloring) ?? "doctors",
    zoom: zooms.find((known) => known === zoom) ?? 15,
    doctorIds: idsIn(doctorIds, doctorId.is),
    roomIds: idsIn(roomIds, roomId.is),
    withCancelled: withCancelled === true,
    withAbsent: withAbsent === true,
  };
}

/** The choice on this device, per practice. It contains only ids. */
export function useCalendarChoice(): [CalendarChoice, Choose] {
  const [choice, setChoice] = useLocalStorage<CalendarChoice>({
    key: `${keptPrefix}calendar.${chosenPractice() ?? ""}`,
    defaultValue: readChoice(),
    getInitialValueInEffect: false,
    deserialize: readChoice,
  });
  return [choice, (change) => setChoice((before) => ({ ...before, ...change }))];
}
