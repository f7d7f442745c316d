import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");
const codes = (count: number) => counted(count, { one: "1 Code", other: "# Codes" });

export const texts: typeof english = {
  title: "Codes",
  all: "Alle Codes",
  importCodes: "Codes importieren",
  isImported: (name, count) => withNames`${name} ist importiert: ${codes(count)}`,
  kinds: { "code-system": "Codesystem", "value-set": "Value-Set" },
  version: (version) => `Version ${version}`,
  count: codes,
  offer: (name, kind) => (kind === "value-set" ? `${name} (Value-Set)` : `${name} (Codesystem)`),

  imported: {
    title: "Importiert",
    about: "Gesucht wird in der neuesten Version jedes Codesystems und Value-Sets.",
    empty: "Es wurden noch keine Codes importiert.",
  },
  states: { latest: "Neueste", older: "Ältere Version", unfinished: "Unvollständig" },
  undo: {
    label: "Rückgängig machen",
    of: (name, version) => `Rückgängig machen: ${name}, Version ${version}`,
    question: (name, version) => withNames`Import von ${name}, Version ${version}, rückgängig machen?`,
    consequence:
      "Die Codes werden nicht mehr gefunden, und die Version davor ist wieder die neueste. Einträge behalten ihre Codes.",
    isDone: (name, version) => withNames`Der Import von ${name}, Version ${version}, ist rückgängig gemacht`,
  },

  fields: {
    title: "Codes je Feld",
    about: "Jeder Code, wenn bei einem Feld nichts anderes steht. Freier Text ohne Code ist immer möglich.",
    any: "Jeder Code",
    rule: (name, mode) => `${name}. Andere Codes: ${mode}`,
    changeOf: (field) => `Bearbeiten: ${field}`,
    isSaved: (field) => `Die Codes des Feldes sind gespeichert: ${field}`,
    offers: "Das Feld bietet an",
    others: "Andere Codes",
    names: {
      "encounter.reason": "Anlass einer Konsultation",
      "condition.code": "Diagnose",
      "allergy.substance": "Substanz einer Allergie",
      "observation.code": "Befund",
      "medication.drug": "Medikament",
      "immunization.vaccine": "Impfstoff",
      "procedure.code": "Maßnahme",
    },
  },
  modes: {
    refuse: {
      label: "Ablehnen",
      about: "Ein Eintrag mit einem anderen Code lässt sich nicht speichern.",
    },
    warn: { label: "Mit Warnung übernehmen", about: "Formulare warnen vor einem anderen Code." },
    take: { label: "Übernehmen", about: "Formulare schlagen vor, was das Feld anbietet." },
  },

  pick: {
    drop: "Datei mit Codes hierher ziehen",
    file: "Datei",
    choose: "Datei wählen",
    about:
      "Eine Tabelle (.csv mit Kommas, .tsv oder .txt mit Tabulatoren) mit Spaltennamen in der ersten Zeile, oder ein CodeSystem oder ValueSet von FHIR (.json). Die Datei wird in Ihrem Browser gelesen und zuerst vollständig geprüft.",
  },
  chooseAnother: "Andere Datei wählen",
  about: (file, count) => withNames`${file}, ${counted(count, { one: "1 Zeile", other: "# Zeilen" })}.`,
  form: {
    title: "Angaben zu den Codes",
    kind: "Die Datei ist",
    uri: "Adresse",
    uriHint: "Die des Codesystems, etwa http://loinc.org, oder die des Value-Sets",
    version: "Version",
    versionHint: "Wie der Herausgeber sie nennt, etwa 2.80 oder 2026-03",
    name: "Name",
    nameHint: "Zur Anzeige, etwa LOINC",
    isPartial: "Die Datei ist nur ein Teil des Codesystems",
    isPartialHint: "Dann werden Codes, die ihr fehlen, nicht als zurückgezogen markiert.",
    columns: {
      code: "Code",
      display: "Bezeichnung",
      synonyms: "Synonyme",
      active: "Aktiv oder zurückgezogen",
      system: "System",
    },
    synonymsHint: "In einer Zelle durch Strichpunkte getrennt",
    activeHint: "Zellen wie 0, false, inactive oder deprecated markieren einen Code als zurückgezogen",
    submit: "Prüfen und importieren",
  },
  progress: {
    title: "Codes werden importiert",
    stages: {
      checking: "Die Codes werden geprüft",
      sending: "Die Codes werden gesendet. Lassen Sie diese Seite offen.",
      finishing: "Die Codes werden verfügbar gemacht",
    },
  },
  undoOthers: (list) =>
    withNames`Machen Sie einen unvollständigen Import in der ${list("Liste der Codes")} rückgängig.`,
};
