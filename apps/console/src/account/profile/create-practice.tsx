import { caretype } from "../../api.ts";
import { choosePractice } from "../../session/chosen-practice.ts";
import { browserZone } from "../../shell/text/format.ts";
import { accountTexts } from "../../texts/account.ts";
import { NameForm } from "./name-form.tsx";

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
