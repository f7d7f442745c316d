import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  title: "Vital signs",
  add: "Add vitals",
  addFor: (patient: string) => withNames`Add vitals: ${patient}`,
  areAdded: (patient: string) => withNames`The vital signs of ${patient} are added`,
  save: "Add",
  saveAnyway: "Add anyway",
  isExchanged: "The diastolic pressure is not below the systolic one. Are they exchanged?",
  nothingTyped: "Enter at least one value",
  measuredAt: "Measured at",
  encounter: "Encounter",
  encounterHint: "Locked ones take no more values",
  last: (value: string, day: string) => `Last: ${value}, ${day}`,
  noLast: "No value yet",
  usual: (range: string) => `Usual for adults: ${range}`,
  from: (low: string) => `from ${low}`,
  places: { low: "Low", high: "High" },
  units: { label: "Units", metric: "Metric units", us: "US units" },

  names: {
    bloodPressure: "Blood pressure",
    systolic: "Systolic blood pressure",
    diastolic: "Diastolic blood pressure",
    heartRate: "Heart rate",
    respiratoryRate: "Respiratory rate",
    temperature: "Body temperature",
    saturation: "Oxygen saturation",
    weight: "Body weight",
    height: "Body height",
    bodyMassIndex: "Body mass index",
  },

  period: "Period",
  periods: { quarter: "Last 3 months", year: "Last 12 months", all: "All" },
  empty: "No vital signs in this period.",
  when: "When",
  value: "Value",
  least: "Lowest",
  mean: "Mean",
  greatest: "Highest",
  count: "Values",
  isComputed: "Where nobody recorded it, computed from height and weight of the same day.",
  isBucketed: "Each point stands for several values: their lowest, mean and highest.",
  bounds: (count: number) =>
    counted(count, {
      one: "1 value is only a bound, such as <20.",
      other: "# values are only bounds, such as <20.",
    }),
  leftOut: (count: number) =>
    counted(count, {
      one: "1 value has another unit or none, and is not shown.",
      other: "# values have another unit or none, and are not shown.",
    }),
  isIncomplete: "There are more than 20 different units or parts. Some values are missing.",
  description: (value: string, when: string) => `The latest value is ${value}, of ${when}.`,
};
