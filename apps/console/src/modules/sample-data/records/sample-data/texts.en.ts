import { pluralsOf } from "../../../../words/format/plural.ts";

const counted = pluralsOf("en");

export const texts = {
  badge: "Sample",
  title: "Sample data",
  banner: "This practice has sample data. Its patients and doctors are invented.",
  remove: "Remove sample data",
  removeQuestion: "Remove the sample data?",
  counting: "Counting…",
  isRemoved: (count: number) =>
    counted(count, { one: "1 sample patient was removed", other: "# sample patients were removed" }),
  offer: "Or look around first, with about 200 invented patients. You can remove all of them with one click.",
  fill: "Fill with sample data",
  isFilled: "Your practice has sample data now",
  removes: (count: number) =>
    counted(count, {
      one: "1 sample patient is removed, with their assignments and appointments.",
      other: "# sample patients are removed, with their assignments and appointments.",
    }),
  removesChanged: (names: string) => `Also removed are those whom somebody has changed since: ${names}.`,
  andOthers: (count: number) => counted(count, { one: "1 other", other: "# others" }),
  canBeRestored: "They can be restored, like all removed patients.",
  yoursStay: "Patients that you added stay, and so do sample doctors to whom they are assigned.",
  mergedStay: (names: string) =>
    `These stay, as you have merged patients into them, or signed notes for them: ${names}.`,
};
