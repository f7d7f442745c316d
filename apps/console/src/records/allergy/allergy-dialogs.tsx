import { Allergy as AllergySchema, CreateAllergy, UpdateAllergy } from "@caretype/api/allergy/schema";
import type { Allergy } from "@caretype/client";
import { caretype } from "../../session/client/api.ts";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { RecordKind } from "../clinical/record/record-kind.ts";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { RecordCodeInput } from "../codes/record-code-input.tsx";
import { everybody } from "../record/field-view.ts";
import { valuesOf } from "../record/values.ts";
import { allergyFields, noAllergy } from "./allergy-fields.ts";
import { ReactionsInput } from "./reactions-input.tsx";
import { texts } from "./texts.en.ts";

const { create, update, enterInError } = caretype.allergy;

const allergyKind: RecordKind<"allergy"> = {
  kind: "allergy",
  schemas: { record: AllergySchema, create: CreateAllergy, update: UpdateAllergy },
  views: allergyFields,
  empty: () => noAllergy,
  valuesOf: (allergy) => valuesOf(allergyFields, allergy, everybody),
  // The substance of the statement that none is known is in English.
  nameOf: ({ isNoneKnown, substance }) => (isNoneKnown ? chartTexts.noneKnown : substance.text),
  own: (form) => ({
    substance: (
      <RecordCodeInput
        form={form}
        field="allergy.substance"
        label={allergyFields.substance.label}
        path="substance"
        isRequired
      />
    ),
    reactions: (
      <ReactionsInput
        key={form.key("reactions")}
        initial={form.getValues().reactions}
        onChange={(text) => form.setFieldValue("reactions", text, { forceUpdate: false })}
      />
    ),
  }),
  calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  texts: {
    ...texts,
    isInError: (name) => (name === chartTexts.noneKnown ? recordListTexts.isInError : texts.isInError(name)),
  },
};

/** The forms for a patient's allergies. */
export const AllergyDialogs = (props: RecordDialogsProps<Allergy>) => (
  <RecordDialogs kind={allergyKind} {...props} />
);
