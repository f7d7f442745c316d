import type { Allergy, RouterInputs } from "@caretype/client";
import { choiceView, conceptView, dateView, optionalChoiceView, textView } from "../clinical/record/views.ts";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";
import { enteredReactions, reactionsOf, reactionsText, readReactions, writeReactions } from "./reactions.ts";
import { texts } from "./texts.en.ts";

/** The editable fields. An allergy never changes its patient. */
type AllergyDetails = Omit<RouterInputs["allergy"]["update"], "id" | "expectedVersion" | "recordedAt">;
type AllergyValues = ValuesOf<keyof AllergyDetails>;

const { unconfirmed, confirmed, refuted } = recordListTexts.verifications;
const sureness = { unconfirmed, confirmed, refuted };
const labels = texts.fields;

export const allergyFields: FieldViews<Allergy, AllergyDetails> = {
  substance: conceptView("substance", labels.substance),
  category: optionalChoiceView("category", labels.category, texts.categories),
  criticality: optionalChoiceView("criticality", labels.criticality, texts.criticalities),
  onset: dateView("onset", labels.onset),
  clinicalStatus: choiceView("clinicalStatus", labels.clinicalStatus, texts.statuses),
  verificationStatus: choiceView("verificationStatus", labels.verificationStatus, sureness),
  reactions: {
    label: labels.reactions,
    show: ({ reactions }) => (reactions ? reactionsText(reactionsOf({ reactions })) : null),
    value: (allergy) => writeReactions(reactionsOf(allergy)),
    send: ({ reactions }) => enteredReactions(reactions),
    entered: ({ reactions }) => reactionsText(readReactions(reactions)),
    input: { as: "own" },
    headings: [],
  },
  note: textView("note", labels.note),
};

export const noAllergy: AllergyValues = {
  substance: "",
  category: "",
  criticality: "",
  onset: "",
  clinicalStatus: "active",
  verificationStatus: "unconfirmed",
  reactions: writeReactions([]),
  note: "",
};
