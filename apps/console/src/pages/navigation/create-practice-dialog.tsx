import { Dialog } from "../../kit/dialog/dialog.tsx";
import { caretype } from "../../session/client/api.ts";
import { choosePractice } from "../../session/client/chosen-practice.ts";
import { NameFields } from "../../session/form/name-form.tsx";
import { browserZone } from "../../words/format/format.ts";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";

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
