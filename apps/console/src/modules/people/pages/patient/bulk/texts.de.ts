import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

/** After prepositions. */
const ofPatients = { one: "# Patienten", other: "# Patienten" };

export const texts: typeof english = {
  bulk: {
    both: (done, rest) => withNames`${done}; ${rest}`,
    progress: (finished, total) => `${formatNumber(finished)} von ${counted(total, ofPatients)}`,
    stop: "Anhalten",
    canUndo: "Sie können das rückgängig machen.",
    areNotUndone: (count) =>
      counted(count, {
        one: "# Patient konnte nicht wiederhergestellt werden",
        other: "# Patienten konnten nicht wiederhergestellt werden",
      }),
  },
  failures: {
    title: "Einige Patienten sind unverändert",
    failedFor: (count) => `Die Aktion ist bei ${counted(count, ofPatients)} fehlgeschlagen:`,
    list: "Fehlgeschlagen",
    because: (name, why) => withNames`${name}: ${why}`,
    stoppedBefore: (count) => `Bei ${counted(count, ofPatients)} wurde vorher angehalten.`,
    areSelected: "Diese Patienten sind weiterhin ausgewählt, damit Sie es erneut versuchen können.",
  },

  assigning: {
    title: (count) => `${counted(count, ofPatients)} einen Arzt zuweisen`,
    reason: "Grund",
    running: "Arzt wird zugewiesen",
    done: (doctor, count) => withNames`${doctor} ist ${counted(count, ofPatients)} zugewiesen`,
    unchanged: (count) =>
      counted(count, { one: "# war bereits zugewiesen", other: "# waren bereits zugewiesen" }),
  },
  unassigning: {
    title: (count) => `Zuweisungen von ${counted(count, ofPatients)} aufheben`,
    allDoctors: "Alle Ärzte",
    running: "Zuweisungen werden aufgehoben",
    done: (count) => `Zuweisungen von ${counted(count, ofPatients)} sind aufgehoben`,
    unchanged: (count) =>
      counted(count, { one: "# war nicht zugewiesen", other: "# waren nicht zugewiesen" }),
  },
  removing: {
    title: (count) => `${counted(count, ofPatients)} entfernen?`,
    unassigns:
      "Die Zuweisungen zu Ärzten werden aufgehoben. Beim Wiederherstellen kommen sie zurück. Sie können das jetzt rückgängig machen oder die Patienten später unter „Entfernte Patienten“ wiederherstellen.",
    keepsAssigned:
      "Patienten mit zugewiesenem Arzt werden nicht entfernt. Sie können das jetzt rückgängig machen oder die Patienten später unter „Entfernte Patienten“ wiederherstellen.",
    submit: "Entfernen",
    running: "Patienten werden entfernt",
    done: (count) =>
      counted(count, { one: "# Patient wurde entfernt", other: "# Patienten wurden entfernt" }),
  },
};
