import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  title: "Zwei Patienten zusammenführen",
  intro:
    "Zwei Akten derselben Person werden zusammengeführt. Eine wird entfernt, ihre Ärzte gehen auf die andere über. Sie können das aufheben, solange keine der beiden entfernt oder erneut zusammengeführt wird.",
  submit: "Zusammenführen",
  isStale:
    "Eine der Akten wurde geändert. Beide sind jetzt auf dem neuesten Stand. Prüfen Sie sie vor dem Zusammenführen.",
  areMerged: (name) => withNames`Die Patienten sind zusammengeführt: ${name}`,
  areNotMerged: "Die Patienten wurden nicht zusammengeführt",

  kept: {
    label: "Akte, die bleibt",
    facts: ({ birth, added, recorded, total }) =>
      `${birth} · hinzugefügt ${added} · ${recorded} von ${total} Angaben vorhanden`,
    suggested: {
      older: "Vorschlag: älter",
      complete: "Vorschlag: vollständiger",
      both: "Vorschlag: älter und vollständiger",
    },
  },

  fields: {
    title: "Angaben",
    allKept: "Alle aus der bleibenden Akte",
    allRemoved: "Alle aus der entfernten Akte",
    areSame: "Die beiden Akten sind gleich.",
    choose: "Wählen Sie für jedes Feld den Wert, der bleibt. Die anderen bleiben im Verlauf.",
    same: "In beiden gleich",
    kept: "Bleibende Akte",
    removed: "Entfernte Akte",
    empty: "(leer)",
  },

  team: {
    empty: "Der entfernten Akte ist kein Arzt zugewiesen.",
    moves: (doctor, reason) =>
      reason === null
        ? withNames`${doctor} geht auf die bleibende Akte über`
        : withNames`${doctor} geht auf die bleibende Akte über: ${reason}`,
    stays: (doctor) => withNames`${doctor} ist beiden zugewiesen: Die Zuweisung der bleibenden Akte bleibt`,
  },

  duplicates: {
    empty: "Kein anderer Patient ähnelt diesem.",
    points: (score) => `${score} % Übereinstimmung`,
    compareAndMerge: "Vergleichen",
    compareAndMergeWith: (name) => `Vergleichen und zusammenführen mit ${name}`,
    compareAndMergeBoth: (newer, older) => `Vergleichen und zusammenführen: ${newer} mit ${older}`,
    compareWith: "Mit anderem Patienten vergleichen",
    compare: "Vergleichen",
    isSamePatient: "Das ist derselbe Patient",
  },

  pairs: {
    about: "Paare von Patienten, die dieselbe Person sein können. Die neuesten werden zuerst verglichen.",
    withBirth: (patient, birth) => withNames`${patient}, ${birth}`,
    mayBe: ({ older, reasons, score }) =>
      withNames`Vielleicht ${older}: ${reasons.join(", ")} (${String(score)} % Übereinstimmung)`,
    soFar: (count) => `${formatNumber(count)} bisher. Ältere Patienten wurden noch nicht verglichen.`,
    total: (count) => `${formatNumber(count)} insgesamt. Alle Patienten wurden verglichen.`,
    none: "Kein Patient ähnelt einem anderen.",
  },

  merges: {
    title: "Zusammenführungen",
    label: "Zusammenführung",
    empty: "Mit diesem Patienten wurde kein anderer zusammengeführt.",
    intoThis: (other) => withNames`${other} wurde in diese Akte übernommen.`,
    intoOther: (other) => withNames`Dieser Patient wurde in die Akte von ${other} übernommen.`,
    by: (instant, who) => withNames`${instant}, von ${who ?? "einem unbekannten Konto"}`,
    undone: (instant, who) => withNames`Aufgehoben ${instant}, von ${who ?? "einem unbekannten Konto"}`,
  },

  undo: "Zusammenführung aufheben",
  undoShort: "Aufheben",
  isNotUndone: "Die Zusammenführung wurde nicht aufgehoben",
  blockedBy: (label) => `Verhindert durch: ${label}.`,
  blockedByPatient: (patient, label) => withNames`Verhindert: ${patient} (${label}).`,
  oneOfTheTwo: "einer der beiden Patienten",
  areTwoAgain: (kept, merged) =>
    kept === merged
      ? withNames`${kept}: Beide sind wieder zwei Patienten`
      : withNames`${kept} und ${merged} sind wieder zwei Patienten`,
  keptFields: (labels) => `beibehalten, weil seither geändert: ${labels.join(", ")}`,
  notRestored: (count) =>
    counted(count, {
      one: "nicht wiederhergestellt: # Zuweisung",
      other: "nicht wiederhergestellt: # Zuweisungen",
    }),

  events: {
    with: {
      plain: "Mit einem anderen Patienten zusammengeführt",
      linked: (other) => withNames`Zusammengeführt mit ${other}`,
      undone: (other) => withNames`Zusammengeführt mit ${other} (inzwischen aufgehoben)`,
    },
    into: {
      plain: "In die Akte eines anderen Patienten übernommen",
      linked: (other) => withNames`In die Akte von ${other} übernommen`,
      undone: (other) => withNames`In die Akte von ${other} übernommen (inzwischen aufgehoben)`,
    },
    separated: {
      plain: "Zusammenführung aufgehoben: von einem anderen Patienten getrennt",
      linked: (other) => withNames`Zusammenführung aufgehoben: getrennt von ${other}`,
    },
  },
};
