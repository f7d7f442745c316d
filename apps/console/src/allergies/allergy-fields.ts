import type { Allergy, RouterInputs } from "@caretype/client";
import { chosenIn, chosenLabel, labelIn, optionsOf } from "../clinical/options.ts";
import { codedTextOf, readCodedText, shownCodedText, writeCodedText } from "../codes/field/coded-text.ts";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";
import { allergiesTexts as texts } from "../texts/allergies.ts";
import { recordListTexts } from "../texts/record-list.ts";
import { enteredReactions, reactionsOf, reactionsText, readReactions, writeReactions } from "./reactions.ts";

/** The editable fields. An allergy never changes its patient. */
type AllergyDetails = Omit<RouterInputs["allergy"]["update"], "id" | "expectedVersion" | "recordedAt">;
export type AllergyValues = ValuesOf<keyof AllergyDetails>;

const { notSaid, partialDate, verifications } = recordListTexts;
const { unconfirmed, confirmed, refuted } = verifications;
const sureness = { unconfirmed, confirmed, refuted };

export const allergyFields: FieldViews<Allergy, AllergyDetails> = {
  substance: {
    label: texts.fields.substance,
    show: ({ substance }) => substance?.text ?? null,
    value: ({ substance }) => writeCodedText(codedTextOf(substance)),
    send: ({ substance }) => readCodedText(substance),
    entered: ({ substance }) => shownCodedText(substance),
    input: { as: "own" },
    headings: [],
  },
  category: {
    label: texts.fields.category,
    show: ({ category }) => labelIn(texts.categories, category),
    send: ({ category }) => chosenIn(texts.categories, category),
    entered: ({ category }) => chosenLabel(texts.categories, category),
    input: { as: "select", options: optionsOf(texts.categories, notSaid) },
    headings: [],
  },
  criticality: {
    label: texts.fields.criticality,
    show: ({ criticality }) => labelIn(texts.criticalities, criticality),
    send: ({ criticality }) => chosenIn(texts.criticalities, criticality),
    entered: ({ criticality }) => chosenLabel(texts.criticalities, criticality),
    input: { as: "select", options: optionsOf(texts.criticalities, notSaid) },
    headings: [],
  },
  onset: {
    label: texts.fields.onset,
    show: ({ onset }) => onset ?? null,
    send: ({ onset }) => onset?.trim() || null,
    input: { as: "line", description: partialDate },
    headings: [],
  },
  clinicalStatus: {
    label: texts.fields.clinicalStatus,
    show: ({ clinicalStatus }) => labelIn(texts.statuses, clinicalStatus),
    send: ({ clinicalStatus }) => chosenIn(texts.statuses, clinicalStatus) ?? undefined,
    entered: ({ clinicalStatus }) => chosenLabel(texts.statuses, clinicalStatus),
    input: { as: "select", options: optionsOf(texts.statuses) },
    headings: [],
  },
  verificationStatus: {
    label: texts.fields.verificationStatus,
    show: ({ verificationStatus }) => labelIn(sureness, verificationStatus),
    send: ({ verificationStatus }) => chosenIn(sureness, verificationStatus) ?? undefined,
    entered: ({ verificationStatus }) => chosenLabel(sureness, verificationStatus),
    input: { as: "select", options: optionsOf(sureness) },
    headings: [],
  },
  reactions: {
    label: texts.fields.reactions,
    show: ({ reactions }) => (reactions ? reactionsText(reactionsOf({ reactions })) : null),
    value: (allergy) => writeReactions(reactionsOf(allergy)),
    send: ({ reactions }) => enteredReactions(reactions),
    entered: ({ reactions }) => reactionsText(readReactions(reactions)),
    input: { as: "own" },
    headings: [],
  },
  note: {
    label: texts.fields.note,
    show: ({ note }) => note ?? null,
    input: { as: "text", minRows: 2, maxRows: 8 },
    isLong: true,
    headings: [],
  },
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
