import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Warteliste",
  subtitle: "Patienten, die einen früheren Termin möchten. Wer am längsten wartet, steht zuerst",
  add: "Auf die Warteliste setzen",
  submit: "Hinzufügen",
  empty: "Niemand wartet",
  emptyText:
    "Fügen Sie Patienten hinzu, die einen früheren Termin möchten. Wird ein Termin abgesagt oder verschoben, wird seine Zeit für den Patienten reserviert, der am längsten wartet und dem sie passt. Er erhält eine E-Mail und nimmt mit einem Klick an oder lehnt ab.",
  none: "Der Patient steht nicht auf der Warteliste.",
  emailsOff: "Diese Praxis sendet keine E-Mails an Patienten. Deshalb erhält niemand ein Angebot.",
  switchOn: "E-Mails einschalten",

  anyDoctor: "Beliebiger Arzt",
  anyDay: "Jeder Tag",
  anyTime: "Jede Uhrzeit",
  startsBetween: (from, to) => `Beginn von ${from} bis ${to}`,
  startsAfter: (from) => `Beginn ab ${from}`,
  startsBefore: (to) => `Beginn bis ${to}`,
  between: (first, last) => `von ${first} bis ${last}`,
  until: (last) => `bis ${last}`,
  since: (day) => `Wartet seit ${day}`,

  offered: "Angeboten",
  offer: (start, end) => `Angeboten: ${start}. Das Angebot endet: ${end}.`,
  openOffer: "Angebot öffnen",
  openOfferTo: (patient) => `Angebot öffnen: ${patient}`,

  weekdays: "Passende Tage",
  chooseDays: "Wählen Sie einen Tag",
  startsFrom: "Frühester Beginn",
  startsTo: "Spätester Beginn",
  firstDay: "Erster Tag",
  lastDay: "Letzter Tag",
  note: "Bemerkung",
  isAdded: (patient) => withNames`${patient} steht auf der Warteliste`,

  remove: "Entfernen",
  removeOf: (patient) => `Entfernen: ${patient}`,
  askRemove: (patient) => withNames`${patient} von der Warteliste entfernen?`,
  removeMeans: "Der Patient erhält keine Angebote mehr.",
  removeMeansWithOffer: "Das Angebot endet, und der nächste Patient erhält es.",
  isRemoved: (patient) => withNames`${patient} steht nicht mehr auf der Warteliste`,
};
