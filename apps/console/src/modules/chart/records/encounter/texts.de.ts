import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Konsultationen",
  empty: "Keine Konsultationen.",
  add: "Konsultation anlegen",
  callIn: {
    label: "Aufrufen",
    of: (patient) => `Aufrufen: ${patient}`,
    isDone: (patient) => withNames`${patient} ist aufgerufen`,
    undoReason: "Versehentlich aufgerufen",
  },
  toNote: { label: "Notiz", of: (patient) => `Notiz schreiben: ${patient}` },
  open: "Öffnen",
  openOf: (when) => `Konsultation öffnen: ${when}`,
  locked: "Gesperrt",
  history: "Verlauf",
  statuses: {
    planned: "Geplant",
    arrived: "Wartet",
    "in-progress": "Läuft",
    finished: "Beendet",
    cancelled: "Abgesagt",
    "entered-in-error": "Irrtümlich erfasst",
  },
  classes: {
    ambulatory: "In der Praxis",
    emergency: "Notfall",
    field: "Am Einsatzort",
    home: "Hausbesuch",
    inpatient: "Stationär",
    virtual: "Telefonisch oder per Video",
  },

  range: (from, to) => `${from} – ${to}`,
  notBegun: (added) => `Noch nicht begonnen (angelegt ${added})`,
  cancelledBecause: (reason) => withNames`Abgesagt: ${reason}`,
  code: (code, system) => `Code ${code} (${system})`,

  fields: {
    time: "Zeit",
    status: "Status",
    class: "Art",
    doctor: "Arzt",
    reason: "Anlass",
    startedAt: "Beginn",
    endedAt: "Ende",
    lockedAt: "Gesperrt",
    cancellation: "Grund der Absage",
    error: "Warum sie irrtümlich erfasst wurde",
  },

  steps: {
    arrive: "Patient ist da",
    start: "Beginnen",
    finish: "Beenden",
    edit: "Bearbeiten",
    cancel: "Konsultation absagen",
    enterInError: "Irrtümlich erfasst",
    move: "Zu anderem Patienten verschieben",
    restrict: "Einschränken",
    lock: "Sperren",
  },
  done: {
    arrive: (patient) => withNames`${patient} ist da`,
    start: (patient) => withNames`Die Konsultation hat begonnen: ${patient}`,
    finish: (patient) => withNames`Die Konsultation ist beendet: ${patient}`,
    edit: (patient) => withNames`Die Konsultation ist gespeichert: ${patient}`,
    cancel: (patient) => withNames`Die Konsultation ist abgesagt: ${patient}`,
    enterInError: (patient) => withNames`Die Konsultation ist als irrtümlich erfasst markiert: ${patient}`,
    lock: (patient) => withNames`Die Konsultation ist gesperrt: ${patient}`,
  },
  conflict: (status) =>
    `Jemand hat diese Konsultation geändert. Ihr Status ist: ${status}. Es wurde nichts weiter geändert. Prüfen Sie sie, und versuchen Sie es noch einmal.`,

  stages: {
    "in-progress": { label: "Sie beginnt jetzt", submit: "Beginnen" },
    planned: { label: "Sie ist geplant", submit: "Planen" },
    finished: { label: "Sie ist vorbei", submit: "Anlegen" },
  },
  added: {
    "in-progress": (patient) => withNames`Die Konsultation hat begonnen: ${patient}`,
    planned: (patient) => withNames`Die Konsultation ist geplant: ${patient}`,
    finished: (patient) => withNames`Die Konsultation ist angelegt: ${patient}`,
  },
  form: {
    stage: "Stand der Konsultation",
  },
  reasonForm: {
    cancel: "Die Konsultation findet nicht statt. Das kann nicht rückgängig gemacht werden.",
    enterInError:
      "Die Konsultation verschwindet aus der Liste und bleibt im Verlauf. Ihre Diagnosen, Medikamente, Befunde und Notizen bleiben in der Akte: Markieren Sie auch die falschen davon. Das lässt sich nicht rückgängig machen.",
  },
  lockForm: {
    consequence:
      "Die Sperre ist endgültig. In dieser Konsultation kann nichts mehr geändert oder erfasst werden. Sie kann nur noch als irrtümlich erfasst markiert werden.",
    submit: "Endgültig sperren",
  },
  versions: {
    created: "Konsultation angelegt",
    updated: "Konsultation geändert",
    removed: "Konsultation entfernt",
    restored: "Konsultation wiederhergestellt",
  },
};
