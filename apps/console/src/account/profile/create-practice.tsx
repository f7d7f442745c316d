import { caretype } from "../../api.ts";
import { choosePractice } from "../../session/chosen-practice.ts";
import { NameForm } from "./name-form.tsx";

/** Another practice, which the reader owns, and goes on in. */
export const CreatePractice = () => (
  <NameForm
    opener="Create a practice"
    label="Name of the practice"
    description="You own it, and go on in it. It has no patients yet."
    submitLabel="Make it"
    send={async (values) => {
      const { id } = await caretype.practice.create.mutate(values);
      choosePractice(id);
    }}
  />
);
