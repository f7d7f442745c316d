import { Dialog } from "../../kit/dialog/dialog.tsx";
import { caretype } from "../../session/client/api.ts";
import { choosePractice } from "../../session/client/chosen-practice.ts";
import { browserZone } from "../../words/format/format.ts";
import { frameTexts } from "../../words/texts/frame.ts";
import { NameFields } from "../account/profile/name-form.tsx";

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
