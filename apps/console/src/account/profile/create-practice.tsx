import { caretype } from "../../api.ts";
import { choosePractice } from "../../session/chosen-practice.ts";
import { NameForm } from "./name-form.tsx";

/** Creates a practice that the reader owns, and switches to it. */
export const CreatePractice = () => (
  <NameForm
    opener="Create a practice"
    label="Name of the practice"
    description="You become its owner and switch to it."
    submitLabel="Create"
    send={async (values) => {
      const { id } = await caretype.practice.create.mutate(values);
      choosePractice(id);
    }}
  />
);
