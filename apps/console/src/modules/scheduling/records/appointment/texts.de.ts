import { hoursText, pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");
const minutes = (count: number) =>
  count < 60 ? counted(count, { one: "1 Minute", other: "# Minuten" }) : hoursText(count);

export const texts: typeof english = {
  statuses: {
    pending: "Reserviert",
    booked: "Gebucht",
    arrived: "Wartet",
    fulfilled: "Abgeschlossen",
    cancelled: "Abgesagt",
    noshow: "Nicht erschienen",
  },
  cancelledBy: {
    practice: "Von der Praxis abgesagt",
    patient: "Vom Patienten abgesagt",
    system: "Die Reservierung ist abgelaufen",
  },

  steps: {
    checkIn: "Ist da",
    complete: "Abschließen",
    noShow: "Nicht erschienen",
    confirm: "Bestätigen",
  },
  stepsOf: {
    checkIn: (patient) => `Ist da: ${patient}`,
    complete: (patient) => `Abschließen: ${patient}`,
    noShow: (patient) => `Nicht erschienen: ${patient}`,
    confirm: (patient) => `Bestätigen: ${patient}`,
  },
  done: {
    checkIn: (patient) => withNames`${patient} ist da`,
    complete: (patient) => withNames`Der Termin ist abgeschlossen: ${patient}`,
    noShow: (patient) => withNames`${patient} ist nicht erschienen`,
    confirm: (patient) => withNames`Der Termin ist bestätigt: ${patient}`,
  },
  isNotChanged: (patient) => withNames`Der Termin wurde nicht geändert: ${patient}`,
  areNotBack: (count) =>
    counted(count, {
      one: "1 Termin konnte nicht wiederhergestellt werden",
      other: "# Termine konnten nicht wiederhergestellt werden",
    }),

  today: {
    toConfirm: "Zu bestätigen",
    title: "Heute",
    subtitle: (day, zone) => (zone === null ? day : `${day} (${zone})`),
    doctor: "Arzt",
    allDoctors: "Alle Ärzte",
    waiting: "Im Wartezimmer",
    noneWaiting: "Niemand wartet.",
    inside: "Beim Arzt",
    expected: "Erwartet",
    noneExpected: "Heute wird niemand mehr erwartet.",
    over: "Vorbei",
    noneOver: "Noch ist kein Termin vorbei.",
    empty: "Heute keine Termine",
    emptyText: "Termine buchen Sie im Kalender oder auf der Seite eines Patienten.",
    tomorrow: (day) => `Morgen, ${day}`,
    toCalendar: "Kalender öffnen",
    waits: (count) => (count === 0 ? "eben gekommen" : `wartet ${minutes(count)}`),
    isIn: (count) => (count === 0 ? "eben aufgerufen" : `seit ${minutes(count)}`),
    late: (count) => `${minutes(count)} zu spät`,
    openOf: (patient) => `Termin von ${patient} öffnen`,
    at: (time, patient) => withNames`${time} ${patient}`,
  },

  walkIn: {
    title: "Ohne Termin",
    about:
      "Vermerkt, dass der Patient zu einem heutigen Termin da ist. Hat er keinen, wählen Sie die Terminart und den Arzt.",
    isCheckedIn: (patient, doctor, room) =>
      room === null
        ? withNames`${patient} ist da und wartet auf ${doctor}`
        : withNames`${patient} ist da und wartet auf ${doctor}, ${room}`,
    isCheckedInAlready: (patient) => withNames`${patient} ist schon da`,
    undoReason: "Versehentlich ohne Termin eingetragen",
    now: "Jetzt",
    nobodyFree: "Gerade ist niemand frei. Als Nächstes frei:",
    nobodyFreeSoon: "Gerade ist niemand frei, auch nicht in den nächsten Tagen.",
    inBetween: "Jetzt einschieben",
    usualReason: "Ohne Termin gekommen",
  },

  deceased: {
    remaining: (count) =>
      counted(count, {
        one: "Der Patient ist verstorben, und 1 Termin steht noch an",
        other: "Der Patient ist verstorben, und # Termine stehen noch an",
      }),
    cancel: (count) => counted(count, { one: "Absagen", other: "Alle absagen" }),
    reason: "Der Patient ist verstorben",
    isNotCancelled: "Die Termine wurden nicht abgesagt",
    areCancelled: (count) =>
      counted(count, { one: "1 Termin ist abgesagt", other: "# Termine sind abgesagt" }),
  },

  refusedEmails: {
    title: "Abgelehnte E-Mails",
    about:
      "Ein Mailserver meldet, dass es diese Adressen nicht gibt. Weitere E-Mails werden trotzdem verschickt.",
    refused: (email, day) => withNames`${email} wurde am ${day} abgelehnt.`,
    tried: "Geprüft",
    triedOf: (patient) => `Geprüft: die Adresse von ${patient}`,
    isTried: (patient) => withNames`Die Adresse von ${patient} ist nicht mehr markiert`,
    isNotTried: "Die Adresse ist noch markiert",
  },

  patient: {
    open: "Öffnen",
    openOf: (when) => `Termin öffnen: ${when}`,
    waits: (time) => `Wartet seit ${time}`,
    isIn: (time) => `Beim Arzt seit ${time}`,
    next: (when) => `Nächster Termin: ${when}`,
    last: (when) => `Letzter Termin: ${when}`,
    upcoming: "Anstehend",
    noneUpcoming: "Kein Termin ist gebucht.",
    past: "Vergangen und abgesagt",
    nonePast: "Keine vergangenen Termine.",
    cancelledBecause: (reason) => withNames`Abgesagt: ${reason}`,
    overriddenBecause: (reason) => withNames`Gebucht, obwohl der Arzt nicht frei war: ${reason}`,
    partOfSeries: "Teil einer Serie",
  },
};
