import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Notizen",
  empty: "Keine Notizen.",
  emptyInError: "Keine Notiz wurde irrtümlich erfasst.",
  showInError: "Irrtümlich erfasste anzeigen",
  add: "Notiz anlegen",
  late: "Nachtrag",
  lateMeaning: "Sie wurde unterschrieben, nachdem ihre Konsultation gesperrt worden war.",
  lateAddition: "Verspätet",
  lateAdditionMeaning: "Unterschrieben, nachdem die Konsultation der Notiz gesperrt worden war.",
  inError: "Irrtümlich erfasst",
  headingOf: (kind, when) => withNames`${kind} · ${when}`,
  labelOf: (kind, when) => `${kind}, ${when}`,
  signedBy: (doctor, when) => withNames`Unterschrieben von ${doctor} am ${when}`,
  signedInAs: (doctor, account) => `${doctor}, angemeldet als ${account}`,
  additions: {
    addendum: "Ergänzung",
    correction: "Berichtigung",
    "entered-in-error": "Irrtümlich erfasst",
  },
  addedBy: {
    addendum: (doctor, when) => withNames`Ergänzung, unterschrieben von ${doctor} am ${when}`,
    correction: (doctor, when) => withNames`Berichtigung, unterschrieben von ${doctor} am ${when}`,
    "entered-in-error": (doctor, when) =>
      withNames`Irrtümlich erfasst, unterschrieben von ${doctor} am ${when}`,
  },
  reasonIs: (reason) => withNames`Grund: ${reason}`,

  steps: {
    sign: "Unterschreiben",
    amend: "Notiz ergänzen",
    enterInError: "Irrtümlich erfasst",
    verify: "Prüfen",
  },
  stepOf: (step, note) => `${step}: ${note}`,
  done: {
    sign: "Die Notiz ist unterschrieben",
    addendum: "Die Ergänzung ist unterschrieben",
    correction: "Die Berichtigung ist unterschrieben",
    enterInError: "Die Notiz ist als irrtümlich erfasst markiert",
    discard: "Der Entwurf ist verworfen",
  },
  hasChanged:
    "Was Sie unterschreiben würden, hat sich geändert. Der neue Inhalt steht hier. Prüfen Sie ihn, und unterschreiben Sie noch einmal.",
  mayNotSign: "Mit Ihrer Rolle können Sie nicht unterschreiben.",
  notDoctor: (members) =>
    withNames`Sie sind mit keinem Arzt verknüpft und können deshalb nicht unterschreiben. Ein Inhaber kann Sie auf der Seite ${members} verknüpfen.`,
  signsAs: (doctor) => withNames`Sie unterschreiben als ${doctor}. Danach kann niemand den Text mehr ändern.`,
  signs: "Sie unterschreiben in Ihrem Namen. Danach kann niemand den Text mehr ändern.",

  amendForm: {
    kind: "Art der Änderung",
    kinds: {
      addendum: "Ergänzung: Etwas fehlt",
      correction: "Berichtigung: Etwas ist falsch",
    },
    text: "Text",
    reason: "Grund",
    submit: { addendum: "Ergänzung unterschreiben", correction: "Berichtigung unterschreiben" },
  },
  errorForm: {
    about:
      "Die Notiz verschwindet aus der Liste und bleibt mit Ihrem Grund lesbar. Auch das unterschreiben Sie. Es kann nicht rückgängig gemacht werden.",
    reason: "Grund",
  },

  verification: {
    isIntact: "Die Notiz ist so, wie sie unterschrieben wurde.",
    isBroken:
      "Die Notiz ist nicht mehr so, wie sie unterschrieben wurde. Jemand hat sie an Caretype vorbei geändert. Melden Sie es der Systemadministration.",
    changes: "Seither auf dem üblichen Weg geändert:",
    change: (kind, from, to) => `${kind}: Version ${from}, jetzt ${to}`,
    erased: (kind, from) => `${kind}: Version ${from}, jetzt gelöscht`,
  },

  drafts: {
    title: "Ihre Entwürfe",
    about: "Nur Sie sehen sie.",
    open: "Weiterschreiben",
    openOf: (draft) => `Weiterschreiben: ${draft}`,
    discard: "Verwerfen",
    discardOf: (draft) => `Verwerfen: ${draft}`,
    discardQuestion: "Diesen Entwurf verwerfen?",
    discardConsequence: "Sein Text wird gelöscht. Das kann nicht rückgängig gemacht werden.",
    changed: (when) => `Geändert ${when}`,
    noText: "Noch kein Text",
    unsaved: "Nicht gespeicherter Text auf diesem Gerät",
    left: "Nicht gespeicherter Text",
    leftOf: (when) => `Auf diesem Gerät aufbewahrt, bezieht sich auf ${when}`,
    beginWith: "Entwurf damit beginnen",
  },

  begin: {
    usualKind: "Notiz",
    encounter: "Konsultation",
    noEncounter: "Keine",
    unlisted: "Eine frühere oder eine irrtümlich erfasste",
    lateHint: "Diese Konsultation ist gesperrt. Die Notiz wird deshalb ein Nachtrag.",
  },

  kinds: {
    open: "Notizarten",
    title: "Notizarten",
    empty: "Es gibt noch keine Notizarten. Jede kann einen Text haben, mit dem ihre Notizen beginnen.",
    add: "Notizart hinzufügen",
    edit: "Notizart bearbeiten",
    editOf: (kind) => `Bearbeiten: ${kind}`,
    removeOf: (kind) => `Entfernen: ${kind}`,
    removeQuestion: (kind) => withNames`Die Notizart ${kind} entfernen?`,
    removeConsequence: "Bestehende Notizen behalten den Namen der Art.",
    template: "Text, mit dem eine Notiz beginnt",
    noTemplate: "Beginnt leer",
    isSaved: (kind) => withNames`Die Notizart ${kind} ist gespeichert`,
  },

  editor: {
    title: "Notizentwurf",
    kind: "Art",
    when: "Zeitpunkt",
    text: "Text",
    hint: "# Überschrift, **fett**, *kursiv*, - Liste, > Zitat",
    preview: "Vorschau",
    write: "Schreiben",
    review: "Durchsehen und unterschreiben",
    saving: "Wird gespeichert …",
    savedAt: (time) => `Gespeichert ${time}`,
    earlier: (when) => `Sie haben zu diesem Patienten schon einen Entwurf, geändert ${when}.`,
    isRestored: "Hier ist Text, der noch nicht gespeichert war.",
    isFailed: "Noch nicht gespeichert. Ihr Text bleibt auf diesem Gerät.",
    isNotKept:
      "Noch nicht gespeichert, und dieser Browser kann Ihren Text nicht aufbewahren. Lassen Sie diese Seite offen.",
    conflict: {
      title: "Ein anderer Tab oder ein anderes Gerät hat diesen Entwurf geändert",
      text: "Es wird nichts gespeichert, bis Sie wählen. Der andere Text:",
      mine: "Diesen Text behalten",
      current: "Den anderen Text übernehmen",
    },
    gone: {
      title: "Dieser Entwurf wurde anderswo unterschrieben oder entfernt",
      text: "Ihr Text ist noch hier. Beginnen Sie damit einen neuen Entwurf, oder schließen Sie ihn.",
      begin: "Neuen Entwurf beginnen",
    },
  },

  review: {
    title: "Notiz unterschreiben",
    about: "Genau das unterschreiben Sie.",
    kind: "Art",
    when: "Zeitpunkt",
    author: "Verfasst von",
    encounter: "Konsultation",
    noEncounter: "Keine",
    notBegun: "noch nicht begonnen",
    records: "Einträge der Konsultation",
    noRecords: "Keine",
    record: (kind, version) => `${kind} (Version ${version})`,
    back: "Zurück zum Text",
    submit: "Unterschreiben",
  },
};
