import type { Patient } from "@caretype/client";
import type { Fact } from "../../history/facts.ts";
import { type May, shownViewsOf } from "../../record/field-view.ts";
import { factsOf } from "../../record/values.ts";
import { patientFields } from "../field-views.ts";

/** Most names are their first and last name; one that was given otherwise is told besides. */
const nameAsGiven: Fact<Patient> = {
  name: "name",
  label: "Name as given",
  text: ({ name, firstName, lastName }) =>
    name && name !== `${firstName ?? ""} ${lastName ?? ""}`.trim() ? name : null,
  isRare: true,
};

/** What a patient's record says, in the order in which it is shown, of what the reader may see. */
export const factsFor = (may: May): readonly Fact<Patient>[] =>
  factsOf(shownViewsOf(patientFields, may)).flatMap((fact) =>
    fact.name === "lastName" ? [fact, nameAsGiven] : [fact],
  );
