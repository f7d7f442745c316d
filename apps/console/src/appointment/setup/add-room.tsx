import { CreateRoom } from "@caretype/api/room/schema";
import { caretype } from "../../api.ts";
import { useRecordForm } from "../../form/use-record-form.ts";
import { viewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import { detailsOf } from "../../record/values.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { appointmentSetupTexts as texts } from "../../texts/appointment-setup.ts";
import { commonTexts } from "../../texts/common.ts";
import { type RoomValues, roomFields } from "./field-views.ts";
import { FormDialog } from "./form-dialog.tsx";
import { invalidateSetup } from "./setup-cache.ts";

const views = viewsOf(roomFields);
const fieldOf = { ROOM_NAME_TAKEN: "name" } as const;
const initialValues: RoomValues = { name: "" };

export function AddRoom({ onClose }: { onClose: () => void }) {
  const adding = useRecordForm({
    schema: CreateRoom,
    initialValues,
    fieldOf,
    inputOf: (values) => detailsOf(roomFields, values),
    onSubmit: (values, call) => {
      const input = CreateRoom.parse(detailsOf(roomFields, values));
      return call(input, (options) => caretype.room.create.mutate(input, options));
    },
    onSaved: ({ id, name, version }) => {
      notifyDone(texts.isAdded(name), async () => {
        await caretype.room.remove.mutate({ id, expectedVersion: version });
        await invalidateSetup();
      });
      onClose();
      void invalidateSetup();
    },
  });
  const { form } = adding;
  return (
    <FormDialog
      {...adding}
      title={texts.rooms.add}
      submitLabel={commonTexts.add}
      isDirty={() => form.isDirty()}
      onClose={onClose}
    >
      <RecordInputs form={form} views={views} focused="name" />
    </FormDialog>
  );
}
