import type { Observation } from "@caretype/client";
import { withNames } from "../../../../words/format/with-names.ts";

type Kind = NonNullable<Observation["value"]>["kind"];

export const texts = {
  title: "Observations",
  empty: "No other observations.",
  add: "Add observation",
  isAdded: (observation: string) => withNames`${observation} is added`,
  isSaved: (observation: string) => withNames`${observation} is saved`,
  isInError: (observation: string) => withNames`${observation} is marked as entered in error`,
  addFor: (patient: string) => withNames`Add observation: ${patient}`,
  editFor: (patient: string) => withNames`Edit observation: ${patient}`,
  usual: (range: string) => `usual: ${range}`,
  atLeast: (low: string) => `from ${low}`,
  atMost: (high: string) => `up to ${high}`,

  fields: {
    code: "What was observed",
    category: "Category",
    status: "Status",
    value: "Value",
    referenceRange: "Reference range",
    interpretation: "Interpretation",
    effectiveAt: "When",
    note: "Note",
  },
  kind: "Kind of value",
  kinds: {
    quantity: "Number",
    concept: "Words or a code",
    text: "Free text",
    boolean: "Yes or no",
  } satisfies Record<Kind, string>,
  number: "Number",
  unit: "Unit, such as mmol/L or mmHg",
  comparator: "Comparison",
  parts: (value: string) => `Measured as several values: ${value}. Only the other fields can be changed.`,
  low: "Lower limit",
  high: "Upper limit",
  words: "In words",
  computed: "From the reference range",
  categories: {
    laboratory: "Laboratory",
    survey: "Score or answer",
    "social-history": "Social history",
    exam: "Examination",
    imaging: "Imaging",
    procedure: "Procedure",
    therapy: "Therapy",
    activity: "Activity",
    "vital-signs": "Vital sign",
  } satisfies Record<NonNullable<Observation["category"]>, string>,
  statuses: { final: "Final", preliminary: "Preliminary" },
  amended: "Amended",
  interpretations: {
    normal: "Normal",
    abnormal: "Abnormal",
    low: "Low",
    high: "High",
    "critical-low": "Critically low",
    "critical-high": "Critically high",
    susceptible: "Susceptible",
    "susceptible-dose-dependent": "Susceptible, dose-dependent",
    intermediate: "Intermediate",
    resistant: "Resistant",
  } satisfies Record<NonNullable<Observation["interpretation"]>, string>,
};

export const { fields } = texts;
