import { pluralsOf } from "../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  badge: "Beispiel",
  title: "Beispieldaten",
  banner: "Diese Praxis enthält Beispieldaten. Ihre Patienten und Ärzte sind erfunden.",
  remove: "Beispieldaten entfernen",
  removeQuestion: "Beispieldaten entfernen?",
  counting: "Wird gezählt …",
  isRemoved: (count) =>
    counted(count, {
      one: "1 Beispielpatient wurde entfernt",
      other: "# Beispielpatienten wurden entfernt",
    }),
  offer:
    "Oder sehen Sie sich erst mit etwa 200 erfundenen Patienten um. Sie lassen sich mit einem Klick wieder entfernen.",
  fill: "Mit Beispieldaten füllen",
  isFilled: "Ihre Praxis enthält jetzt Beispieldaten",
  removes: (count) =>
    counted(count, {
      one: "1 Beispielpatient wird entfernt, mit Zuweisungen und Terminen.",
      other: "# Beispielpatienten werden entfernt, mit ihren Zuweisungen und Terminen.",
    }),
  removesChanged: (names) => `Auch seither geänderte werden entfernt: ${names}.`,
  andOthers: (count) => counted(count, { one: "1 weiterer", other: "# weitere" }),
  canBeRestored: "Sie lassen sich wiederherstellen, wie alle entfernten Patienten.",
  yoursStay: "Von Ihnen hinzugefügte Patienten bleiben, ebenso die Beispielärzte, denen sie zugewiesen sind.",
  mergedStay: (names) =>
    `Diese bleiben, weil eigene Patienten mit ihnen zusammengeführt oder Notizen für sie unterschrieben wurden: ${names}.`,
};
