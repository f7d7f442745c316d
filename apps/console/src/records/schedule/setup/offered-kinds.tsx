import { CreateRoom, UpdateRoom } from "@caretype/api/room/schema";
import { CreateVisitType, UpdateVisitType } from "@caretype/api/visit-type/schema";
import type { Room, VisitType } from "@caretype/client";
import { caretype } from "../../../session/client/api.ts";
import { rooms, visitTypes } from "../texts.en.ts";
import { noRoom, noVisitType, roomFields, visitTypeFields } from "./field-views.ts";
import { OfferedForms, type OfferedFormsProps } from "./offered-forms.tsx";
import type { OfferedKind } from "./offered-kind.ts";

const { room, visitType } = caretype;

const roomKind: OfferedKind<"room"> = {
  kind: "room",
  schemas: { create: CreateRoom, update: UpdateRoom },
  views: roomFields,
  empty: noRoom,
  nameTaken: "ROOM_NAME_TAKEN",
  addTitle: rooms.add,
  calls: { create: room.create.mutate, update: room.update.mutate, remove: room.remove.mutate },
};

const visitTypeKind: OfferedKind<"visitType"> = {
  kind: "visitType",
  schemas: { create: CreateVisitType, update: UpdateVisitType },
  views: visitTypeFields,
  empty: noVisitType,
  nameTaken: "VISIT_TYPE_NAME_TAKEN",
  addTitle: visitTypes.add,
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
