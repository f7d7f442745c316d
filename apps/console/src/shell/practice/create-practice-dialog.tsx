import { NameFields } from "../../account/profile/name-form.tsx";
import { caretype } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { choosePractice } from "../../session/chosen-practice.ts";

/** Creates a practice that the reader owns, and switches to it. */
export const CreatePracticeDialog = ({ onClose }: { onClose: () => void }) => (
  <Dialog onClose={onClose} title="Create a practice">
    <NameFields
      label="Name of the practice"
      description="You become its owner and switch to it."
      submitLabel="Create practice"
      send={async (values) => {
        const { id } = await caretype.practice.create.mutate(values);
        choosePractice(id);
      }}
      onClose={onClose}
    />
  </Dialog>
);
