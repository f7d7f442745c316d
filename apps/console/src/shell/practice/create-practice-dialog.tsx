import { NameFields } from "../../account/profile/name-form.tsx";
import { caretype } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { choosePractice } from "../../session/chosen-practice.ts";
import { frameTexts } from "../../texts/frame.ts";
import { browserZone } from "../text/format.ts";

/** Creates a practice that the reader owns, and switches to it. */
export const CreatePracticeDialog = ({ onClose }: { onClose: () => void }) => (
  <Dialog onClose={onClose} title={frameTexts.practices.createTitle}>
    <NameFields
      label={frameTexts.practices.name}
      description={frameTexts.practices.nameHint}
      submitLabel={frameTexts.practices.create}
      send={async (values) => {
        const { id } = await caretype.practice.create.mutate({ ...values, timeZone: browserZone });
        choosePractice(id);
      }}
      onClose={onClose}
    />
  </Dialog>
);
