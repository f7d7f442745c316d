import { UpdateRoom } from "@caretype/api/room/schema";
import type { Room } from "@caretype/client";
import { caretype } from "../../api.ts";
import { ConflictDialog } from "../../form/conflict-dialog.tsx";
import { useEditForm } from "../../form/use-edit-form.ts";
import { everybody, viewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import { conflictGroupsOf, detailsOf, valuesOf as recordValuesOf } from "../../record/values.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { appointmentSetupTexts as texts } from "../../texts/appointment-setup.ts";
import { commonTexts } from "../../texts/common.ts";
import { type RoomValues, roomFields } from "./field-views.ts";
import { FormDialog } from "./form-dialog.tsx";
import { invalidateSetup } from "./setup-cache.ts";

const views = viewsOf(roomFields);
const groups = conflictGroupsOf(roomFields);
const fieldOf = { ROOM_NAME_TAKEN: "name" } as const;
const valuesOf = (room: Room): RoomValues => recordValuesOf(roomFields, room, everybody);
type EditRoomProps = { room: Room; onClose: () => void };

export function EditRoom({ room, onClose }: EditRoomProps) {
  const edit = useEditForm({
    schema: UpdateRoom,
    fieldOf,
    record: room,
    valuesOf,
    inputOf: (values, { id, version }) => ({
      id,
      expectedVersion: version,
      ...detailsOf(roomFields, values),
    }),
    kind: "room",
    send: async (input, options, base) => {
      const saved = await caretype.room.update.mutate(input, options);
      const undo = async () => {
        const { id, version: expectedVersion } = saved;
        await caretype.room.update.mutate({ id, expectedVersion, ...detailsOf(roomFields, valuesOf(base)) });
        await invalidateSetup();
      };
      notifyDone(texts.isSaved(saved.name), saved.version === base.version ? undefined : undo);
      return saved;
    },
    onSaved: () => {
      onClose();
      void invalidateSetup();
    },
  });
  const { form, conflict } = edit;
  return (
    <>
      <FormDialog
        {...edit}
        title={texts.editTitle(room.name)}
        submitLabel={commonTexts.save}
        isDirty={() => form.isDirty()}
        onClose={onClose}
      >
        <RecordInputs form={form} views={views} focused="name" />
      </FormDialog>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) => texts.wasSaved(formatInstant(updatedAt))}
      />
    </>
  );
}
