import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  title: "Kalender",
  zone: (zone) => `Zeitzone der Praxis: ${zone}.`,

  today: "Heute",
  previous: "Zurück",
  next: "Weiter",
  earlier: "Frühere",
  toDay: "Zum Tag",
  search: "Termine suchen",
  searched: (days: string) => `Gesucht wird in einem Monat: ${days}.`,
  options: "Anzeigen",
  noneFound: "Kein Termin gefunden",
  more: (count) => counted(count, { one: "1 weiterer", other: "# weitere" }),
  view: "Ansicht",
  views: { day: "Tag", rooms: "Räume", week: "Woche", month: "Monat", agenda: "Agenda" },
  coloring: "Farben",
  colorings: { doctors: "Nach Arzt", kinds: "Nach Terminart" },
  doctors: "Ärzte",
  allDoctors: "Alle Ärzte",
  rooms: "Räume",
  allRooms: "Alle Räume",
  noRoom: "Kein Raum",
  zoom: "Raster",
  minutes: (count) => counted(count, { one: "1 Minute", other: "# Minuten" }),
  withCancelled: "Abgesagte zeigen",
  withAbsent: "Abwesende Ärzte zeigen",
  print: "Drucken",

  label: (days) => `Kalender, ${days}`,
  keys: "Pfeiltasten führen von Termin zu Termin, Enter öffnet einen, und M verschiebt ihn.",
  count: (count) => counted(count, { one: "1 Termin", other: "# Termine", zero: "Keine Termine" }),
  group: (kind: string, count: number, seats: number) => `${kind} · ${count} von ${seats}`,
  empty: "Keine Termine",
  closed: "Zu",
  full: "Ausgebucht",
  fullOf: (names) => `Ausgebucht: ${names}`,
  isIncomplete:
    "Es gibt mehr Termine, als gezeigt werden können. Wählen Sie weniger Tage oder weniger Ärzte.",
  nobody: {
    title: "Kein Arzt hat Sprechzeiten",
    text: "Der Kalender zeigt Ärzte mit Sprechzeiten und ihre Termine. Richten Sie zuerst Sprechzeiten ein.",
  },

  override: "trotz Belegung gebucht",
  until: (time) => `bis ${time}`,
  range: (from, to) => `${from}–${to}`,

  moving: {
    begun:
      "Termin wird verschoben. Pfeiltasten wählen die Zeit, mit Umschalt die Länge. Enter verschiebt den Termin, Escape bricht ab.",
    to: (time, column) => withNames`${time}, ${column}`,
    isFree: "frei",
    isTaken: "nicht frei",
    isLeft: "Der Termin bleibt, wo er ist.",
    isMoved: (patient, time) => withNames`Der Termin von ${patient} ist jetzt am ${time}`,
    isResized: (patient, minutes) =>
      withNames`Der Termin von ${patient} dauert jetzt ${String(minutes)} Minuten`,
    isNotMoved: "Der Termin konnte nicht verschoben werden",
  },

  details: {
    stepBack: "Letzten Schritt zurücknehmen: warum?",
    backReasons: {
      "wrong-patient": "Es war ein anderer Patient",
      "wrong-click": "Ein falscher Klick",
      changed: "Es hat sich seither geändert",
    },
    isBack: (patient) => withNames`Der Termin von ${patient} ist wie zuvor`,
    time: "Zeit",
    visitType: "Terminart",
    doctor: "Arzt",
    room: "Raum",
    status: "Status",
    reason: "Grund des Besuchs",
    note: "Bemerkung",
    override: "Begründung der Ausnahme",
    cancelledBy: "Absage",
    cancellation: "Grund der Absage",
    arrivedAt: "Eingetroffen",
    seenSince: "Beim Arzt seit",
    heldUntil: "Reserviert bis",
    series: "Serie",
    ofSeries: "Teil einer Serie",
    toPatient: "Seite des Patienten öffnen",
    history: "Verlauf",
    booked: "Termin gebucht",
    changed: "Termin geändert",
    removed: "Termin entfernt",
    restored: "Termin wiederhergestellt",
    conflict: (time, status) =>
      `Jemand hat diesen Termin geändert: ${time}, ${status}. Es wurde nichts weiter geändert. Prüfen Sie ihn, und versuchen Sie es noch einmal.`,
  },

  steps: {
    reschedule: "Verschieben",
    edit: "Bearbeiten",
    bookAgain: "Erneut buchen",
    cancel: "Termin absagen",
  },
  done: {
    edit: (patient) => withNames`Der Termin von ${patient} ist geändert`,
    cancel: (patient) => withNames`Der Termin von ${patient} ist abgesagt`,
  },
  seriesIsMoved: (count) =>
    counted(count, { one: "1 Termin ist verschoben", other: "# Termine sind verschoben" }),
  seriesIsCancelled: (count) =>
    counted(count, { one: "1 Termin ist abgesagt", other: "# Termine sind abgesagt" }),

  noteHint: "Für die Praxis. Der Patient erfährt sie nicht.",

  cancelForm: {
    usual: ["Vom Patienten abgesagt", "Von der Praxis abgesagt", "Patient ist krank", "Anderer Grund"],
    reason: "Grund",
    submit: "Termin absagen",
  },
  rescheduleForm: {
    anyOfKind: "Beliebiger Arzt dieses Fachs",
    free: "Freie Zeiten",
    minutes: "Minuten",
    date: "Tag",
    time: "Uhrzeit",
    submit: "Verschieben",
    anyway: "Trotzdem verschieben",
    another: "Andere Zeit wählen",
    leave: "Nicht verschieben",
    kept: "Der Termin bleibt, wo er ist. Wählen Sie eine andere Zeit.",
    override: "Begründung, warum er trotzdem verschoben wird",
    clashes: (count) =>
      counted(count, {
        one: "1 Termin der Serie kann nicht verschoben werden. Es wurde nichts geändert.",
        other: "# Termine der Serie können nicht verschoben werden. Es wurde nichts geändert.",
      }),
  },
  series: {
    label: "Dieser Termin ist Teil einer Serie",
    one: "Nur diesen Termin",
    later: "Diesen und die späteren",
  },

  sheet: {
    title: (day) => `Termine, ${day}`,
    time: "Zeit",
    status: "Status",
    printed: (time, name) => withNames`Gedruckt ${time} von ${name}`,
  },
};
