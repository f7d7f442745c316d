import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  title: "Vitalwerte",
  add: "Vitalwerte erfassen",
  addFor: (patient) => withNames`Vitalwerte erfassen: ${patient}`,
  areAdded: (patient) => withNames`Die Vitalwerte von ${patient} sind erfasst`,
  save: "Erfassen",
  saveAnyway: "Trotzdem erfassen",
  isExchanged: "Der diastolische Druck liegt nicht unter dem systolischen. Sind die Werte vertauscht?",
  nothingTyped: "Geben Sie mindestens einen Wert ein",
  measuredAt: "Gemessen am",
  encounter: "Konsultation",
  encounterHint: "In gesperrten lassen sich keine Werte mehr erfassen",
  last: (value, day) => `Zuletzt: ${value}, ${day}`,
  noLast: "Noch kein Wert",
  usual: (range) => `Normal bei Erwachsenen: ${range}`,
  from: (low) => `ab ${low}`,
  places: { low: "Niedrig", high: "Hoch" },
  units: { label: "Einheiten", metric: "Metrische Einheiten", us: "US-Einheiten" },

  names: {
    bloodPressure: "Blutdruck",
    systolic: "Systolischer Blutdruck",
    diastolic: "Diastolischer Blutdruck",
    heartRate: "Herzfrequenz",
    respiratoryRate: "Atemfrequenz",
    temperature: "Körpertemperatur",
    saturation: "Sauerstoffsättigung",
    weight: "Körpergewicht",
    height: "Körpergröße",
    bodyMassIndex: "Body-Mass-Index",
  },

  period: "Zeitraum",
  periods: { quarter: "Letzte 3 Monate", year: "Letzte 12 Monate", all: "Alle" },
  empty: "Keine Vitalwerte in diesem Zeitraum.",
  when: "Wann",
  value: "Wert",
  least: "Minimum",
  mean: "Mittelwert",
  greatest: "Maximum",
  count: "Werte",
  isComputed: "Wo ihn niemand erfasst hat, berechnet aus Größe und Gewicht desselben Tages.",
  isBucketed: "Jeder Punkt steht für mehrere Werte: Minimum, Mittelwert und Maximum.",
  bounds: (count) =>
    counted(count, {
      one: "1 Wert ist nur eine Grenze, etwa <20.",
      other: "# Werte sind nur Grenzen, etwa <20.",
    }),
  leftOut: (count) =>
    counted(count, {
      one: "1 Wert hat eine andere oder keine Einheit und wird nicht angezeigt.",
      other: "# Werte haben eine andere oder keine Einheit und werden nicht angezeigt.",
    }),
  isIncomplete: "Es gibt mehr als 20 verschiedene Einheiten oder Teile. Einige Werte fehlen.",
  description: (value, when) => `Der letzte Wert ist ${value}, am ${when}.`,
};
