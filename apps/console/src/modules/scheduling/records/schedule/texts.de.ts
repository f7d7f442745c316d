import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");
const minutes = (count: number) => counted(count, { one: "1 Minute", other: "# Minuten" });

export const texts: typeof english = {
  notOffered: "Nicht angeboten",
  offer: "Anbieten",
  stopOffering: "Nicht mehr anbieten",
  isOffered: (name) => withNames`${name} wird angeboten`,
  isNotOffered: (name) => withNames`${name} wird nicht mehr angeboten`,
  isAdded: (name) => withNames`${name} wurde hinzugefügt`,
  isSaved: (name) => withNames`Die Änderungen an ${name} sind gespeichert`,
  isRemoved: (name) => withNames`${name} wurde entfernt`,
  isNotChanged: (name) => withNames`${name} wurde nicht geändert`,
  wasSaved: (instant) => `Die andere Fassung wurde am ${instant} gespeichert.`,
  removeQuestion: (name) => withNames`${name} entfernen?`,
  removeMeans:
    "Was schon in Terminen vorkommt, lässt sich nicht entfernen. Bieten Sie es stattdessen nicht mehr an.",
  editOf: (name) => `Bearbeiten: ${name}`,
  removeOf: (name) => `Entfernen: ${name}`,
  editTitle: (name) => withNames`${name} bearbeiten`,

  visitTypes: {
    title: "Terminarten",
    about: "Wie lange ein Termin dauert und wie lange der Arzt davor und danach frei bleibt.",
    add: "Terminart hinzufügen",
    empty: "Noch keine Terminarten",
    emptyText: "Fügen Sie mindestens eine hinzu, etwa eine Untersuchung von 20 Minuten.",
    minutes: "Minuten",
    before: "Minuten frei davor",
    after: "Minuten frei danach",
    seats: "Plätze",
    seatsHint: "Mehr als 1: ein Gruppentermin.",
    facts: {
      length: minutes,
      before: (count) => `${minutes(count)} frei davor`,
      after: (count) => `${minutes(count)} frei danach`,
      seats: (count) => counted(count, { one: "1 Platz", other: "# Plätze" }),
    },
  },

  rooms: {
    title: "Räume",
    about: "Optional. Ein Raum hat immer nur einen Termin zur selben Zeit.",
    add: "Raum hinzufügen",
    empty: "Noch keine Räume. Termine brauchen keinen.",
  },

  holidays: {
    title: "Schließtage",
    about:
      "Feiertage, Ferien und andere Tage, an denen die ganze Praxis geschlossen ist. Zusätzliche Sprechzeiten eines Arztes gelten trotzdem.",
    add: "Schließtag hinzufügen",
    empty: "Noch keine Schließtage.",
    yearly: "Jedes Jahr",
    lastDay: "Letzter Tag (optional)",
    days: (from: string, to: string) => `${from} bis ${to}`,
    removeMeans: "An diesen Tagen kann wieder gebucht werden.",
    booked: "Termine an Schließtagen",
    visitsOn: (count: number, name: string, days: string) =>
      withNames`${counted(count, { one: "1 Termin ist", other: "# Termine sind" })} gebucht: ${name} (${days}).`,
    show: "Im Kalender zeigen",
  },

  hours: {
    title: "Sprechzeiten",
    about: "Wann die Ärzte in dieser Praxis Sprechstunde haben.",
    of: (doctor) => withNames`Sprechzeiten: ${doctor}`,
    empty: "Noch keine Sprechzeiten",
    emptyText: "Ohne Sprechzeiten hat ein Arzt keine freien Zeiten.",
    choose: "Sprechzeiten festlegen für",
    edit: "Sprechzeiten bearbeiten",
    set: "Sprechzeiten festlegen",
    zone: (zone) => `Zeitzone der Praxis: ${zone}.`,
    isSaved: (doctor) => withNames`Die Sprechzeiten sind gespeichert: ${doctor}`,
    weekly: "Jede Woche",
    closed: "Keine Sprechzeit",
    opens: "Beginn",
    closes: "Ende",
    ofDay: (day, field) => `${day}: ${field}`,
    midnight: "00:00 als Ende ist Mitternacht.",
    add: "Zeiten hinzufügen",
    addOn: (day) => `Zeiten hinzufügen: ${day}`,
    remove: "Diese Zeiten entfernen",
    removeOn: (day) => `Diese Zeiten entfernen: ${day}`,
    limit: "Befristet",
    limitOn: (day) => `Befristet: ${day}`,
    firstDay: "Erster Tag",
    lastDay: "Letzter Tag",
    usual: "Montag bis Freitag, 9 bis 17 Uhr",
    copyMonday: "Montag für alle Werktage übernehmen",
    range: (opens, closes) => `${opens}–${closes}`,
    from: (range, date) => `${range} (ab ${date})`,
    until: (range, date) => `${range} (bis ${date})`,
    between: (range, from, to) => `${range} (${from} bis ${to})`,
    exceptions: "Ausnahmen",
    aboutExceptions: "Urlaub und andere Tage, an denen der Arzt nicht da ist, und zusätzliche Sprechzeiten.",
    noExceptions: "Keine Ausnahmen.",
    addException: "Ausnahme hinzufügen",
    removeException: "Diese Ausnahme entfernen",
    kind: "Art",
    kinds: { closed: "Abwesend", extra: "Zusätzliche Sprechzeiten" },
    fromTime: "Von (Uhrzeit)",
    toTime: "Bis (Uhrzeit)",
    wholeDay: "Ohne Uhrzeiten gilt die Abwesenheit den ganzen Tag.",
    stay: "Schon gebuchte Termine bleiben bestehen. Danach stehen sie auf der Seite des Arztes.",
  },

  outsideHours: {
    title: (count) =>
      counted(count, {
        one: "1 Termin ist gebucht, während der Arzt abwesend ist",
        other: "# Termine sind gebucht, während der Arzt abwesend ist",
      }),
    about:
      "Verlegen Sie sie zu einem Arzt desselben Fachs, oder sagen Sie sie ab. Patienten mit einer Adresse bekommen eine E-Mail.",
    isFree: (doctor) => withNames`${doctor} ist dann frei`,
    nobody: "Sonst ist dann niemand frei",
    move: "Verlegen",
    moveOf: (patient) => `Verlegen: Termin von ${patient}`,
    moveAll: (count) => counted(count, { one: "1 Termin verlegen", other: "# Termine verlegen" }),
    cancelAll: (count) => counted(count, { one: "1 Termin absagen", other: "Alle # Termine absagen" }),
    cancelQuestion: (count) => counted(count, { one: "1 Termin absagen?", other: "# Termine absagen?" }),
    cancelMeans: "Patienten mit einer Adresse erfahren es per E-Mail.",
    reason: "Der Arzt ist abwesend",
    areMoved: (count) => counted(count, { one: "1 Termin ist verlegt", other: "# Termine sind verlegt" }),
    areNotChanged: (count, when) =>
      `${counted(count, { one: "1 Termin wurde nicht geändert", other: "# Termine wurden nicht geändert" })} (${when})`,
  },
  missing: {
    title: "Die Terminplanung ist noch nicht eingerichtet",
    visitTypes: "Die Praxis hat keine Terminarten. Sie legen fest, wie lange ein Termin dauert.",
    hours: "Kein Arzt hat Sprechzeiten in dieser Praxis.",
    zone: "Die Praxis hat keine Zeitzone. Die Zeiten sind in UTC.",
    setUp: "Terminplanung einrichten",
    setZone: "Zeitzone einstellen",
    ask: "Bitten Sie jemanden, der Sprechzeiten verwalten darf, sie einzurichten.",
  },
};
