import type { Patient } from "@caretype/client";
import type { Fact } from "../../../../../records/history/facts.ts";
import { type May, shownViewsOf } from "../../../../../records/record/field-view.ts";
import { factsOf } from "../../../../../records/record/values.ts";
import { patientFields } from "../../../records/patient/field-views.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";

/** The full name, if it is not just first and last name. */
const nameAsGiven: Fact<Patient> = {
  name: "name",
  label: patientTexts.fields.nameAsGiven,
  text: ({ name, firstName, lastName }) =>
    name && name !== `${firstName ?? ""} ${lastName ?? ""}`.trim() ? name : null,
  isRare: true,
};

export const factsFor = (may: May): readonly Fact<Patient>[] =>
  factsOf(shownViewsOf(patientFields, may)).flatMap((fact) =>
    fact.name === "lastName" ? [fact, nameAsGiven] : [fact],
  );
