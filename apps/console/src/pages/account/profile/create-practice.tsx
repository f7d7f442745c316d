import { caretype } from "../../../session/client/api.ts";
import { choosePractice } from "../../../session/client/chosen-practice.ts";
import { NameForm } from "../../../session/form/name-form.tsx";
import { browserZone } from "../../../words/format/format.ts";
import { texts as accountTexts } from "../texts.en.ts";

const texts = accountTexts.practices;

/** Creates a practice that the reader owns, and switches to it. */
export const CreatePractice = () => (
  <NameForm
    opener={texts.create}
    label={texts.name}
    description={texts.nameHint}
    submitLabel={texts.submit}
    send={async (values) => {
      const { id } = await caretype.practice.create.mutate({ ...values, timeZone: browserZone });
      choosePractice(id);
    }}
  />
);
