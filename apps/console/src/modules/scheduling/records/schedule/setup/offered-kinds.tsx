import type { Room, RouterInputs, VisitType } from "@caretype/client";
import { CreateRoom, UpdateRoom } from "@caretype/scheduling/room/schema";
import { CreateVisitType, UpdateVisitType } from "@caretype/scheduling/visit-type/schema";
import type { FieldViews, Input, ValuesOf } from "../../../../../records/record/field-view.ts";
import { caretype } from "../../../../../session/client/api.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { rooms, visitTypes as texts } from "../texts.en.ts";
import { OfferedForms, type OfferedFormsProps } from "./offered-forms.tsx";
import type { OfferedKind } from "./offered-kind.ts";

type DetailsOf<Kind extends "room" | "visitType"> = Required<Omit<RouterInputs[Kind]["create"], "isActive">>;
type NumberName = Exclude<keyof DetailsOf<"visitType">, "name">;

/** A required whole number. */
const numberView = (name: NumberName, label: string, description?: string) => ({
  label,
  show: ({ [name]: value }: Partial<VisitType>) => (value === undefined ? null : String(value)),
  input: { as: "line", isRequired: true, isNumber: true, description } satisfies Input,
  // Rejects an empty field here, as `Number` would make it 0.
  send: ({ [name]: text = "" }: ValuesOf<NumberName>) => (text.trim() === "" ? Number.NaN : Number(text)),
});

const nameView = {
  label: commonTexts.name,
  show: ({ name }: { name?: string }) => name ?? null,
  input: { as: "line", isRequired: true },
} as const;

const visitTypeFields: FieldViews<VisitType, DetailsOf<"visitType">> = {
  name: nameView,
  minutes: numberView("minutes", texts.minutes),
  bufferBefore: numberView("bufferBefore", texts.before),
  bufferAfter: numberView("bufferAfter", texts.after),
  seats: numberView("seats", texts.seats, texts.seatsHint),
};

const roomFields: FieldViews<Room, DetailsOf<"room">> = { name: nameView };

const { room, visitType } = caretype;

const roomKind: OfferedKind<"room"> = {
  kind: "room",
  schemas: { create: CreateRoom, update: UpdateRoom },
  views: roomFields,
  empty: { name: "" },
  nameTaken: "ROOM_NAME_TAKEN",
  addTitle: rooms.add,
  calls: { create: room.create.mutate, update: room.update.mutate, remove: room.remove.mutate },
};

const visitTypeKind: OfferedKind<"visitType"> = {
  kind: "visitType",
  schemas: { create: CreateVisitType, update: UpdateVisitType },
  views: visitTypeFields,
  empty: { name: "", minutes: "20", bufferBefore: "0", bufferAfter: "0", seats: "1" },
  nameTaken: "VISIT_TYPE_NAME_TAKEN",
  addTitle: texts.add,
  calls: {
    create: visitType.create.mutate,
    update: visitType.update.mutate,
    remove: visitType.remove.mutate,
  },
};

export const RoomForms = (props: OfferedFormsProps<Room>) => <OfferedForms kind={roomKind} {...props} />;

export const VisitTypeForms = (props: OfferedFormsProps<VisitType>) => (
  <OfferedForms kind={visitTypeKind} {...props} />
);
