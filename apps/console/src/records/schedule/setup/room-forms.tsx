import { CreateRoom, UpdateRoom } from "@caretype/api/room/schema";
import type { Room } from "@caretype/client";
import { caretype } from "../../../session/client/api.ts";
import { texts as appointmentSetupTexts } from "../texts.en.ts";
import { noRoom, roomFields } from "./field-views.ts";
import { OfferedForms, type OfferedFormsProps } from "./offered-forms.tsx";
import type { OfferedKind } from "./offered-kind.ts";

const { create, update, remove } = caretype.room;

const roomKind: OfferedKind<"room"> = {
  kind: "room",
  schemas: { create: CreateRoom, update: UpdateRoom },
  views: roomFields,
  empty: noRoom,
  nameTaken: "ROOM_NAME_TAKEN",
  addTitle: appointmentSetupTexts.rooms.add,
  calls: { create: create.mutate, update: update.mutate, remove: remove.mutate },
};

export const RoomForms = (props: OfferedFormsProps<Room>) => <OfferedForms kind={roomKind} {...props} />;
