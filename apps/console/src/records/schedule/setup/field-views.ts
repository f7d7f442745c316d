import type { Room, RouterInputs, VisitType } from "@caretype/client";
import { commonTexts } from "../../../words/common/common.ts";
import type { FieldView, FieldViews, ValuesOf } from "../../record/field-view.ts";
import { visitTypes as texts } from "../texts.en.ts";

type VisitTypeDetails = Required<Omit<RouterInputs["visitType"]["create"], "isActive">>;
type VisitTypeValues = ValuesOf<keyof VisitTypeDetails>;
type RoomDetails = Required<Omit<RouterInputs["room"]["create"], "isActive">>;
type RoomValues = ValuesOf<keyof RoomDetails>;

type NumberName = Exclude<keyof VisitTypeDetails, "name">;

/** A whole number, which has to be there. */
const numberView = (
  name: NumberName,
  about: { label: string; description?: string },
): FieldView<VisitType, keyof VisitTypeDetails> & {
  send: (values: VisitTypeValues) => number;
} => ({
  label: about.label,
  show: ({ [name]: value }) => (value === undefined ? null : String(value)),
  input: {
    as: "line",
    isRequired: true,
    isNumber: true,
    ...(about.description && { description: about.description }),
  },
  // Refuse an empty field here, as `Number` would make it 0.
  send: ({ [name]: text = "" }) => (text.trim() === "" ? Number.NaN : Number(text)),
  headings: [],
});

export const visitTypeFields: FieldViews<VisitType, VisitTypeDetails> = {
  name: {
    label: commonTexts.name,
    show: ({ name }) => name ?? null,
    input: { as: "line", isRequired: true },
    headings: [],
  },
  minutes: numberView("minutes", { label: texts.minutes }),
  bufferBefore: numberView("bufferBefore", { label: texts.before }),
  bufferAfter: numberView("bufferAfter", { label: texts.after }),
  seats: numberView("seats", { label: texts.seats, description: texts.seatsHint }),
};

export const roomFields: FieldViews<Room, RoomDetails> = {
  name: {
    label: commonTexts.name,
    show: ({ name }) => name ?? null,
    input: { as: "line", isRequired: true },
    headings: [],
  },
};

export const noVisitType: VisitTypeValues = {
  name: "",
  minutes: "20",
  bufferBefore: "0",
  bufferAfter: "0",
  seats: "1",
};

export const noRoom: RoomValues = { name: "" };
