import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");
const patients = (count: number) => counted(count, { one: "1 Patient", other: "# Patienten" });
const doctors = (count: number) => counted(count, { one: "1 Arzt", other: "# Ärzte" });

export const texts: typeof english = {
  patients,
  doctors,
  patientsUnit: (count) => counted(count, { one: "Patient", other: "Patienten" }),

  records: { patients: "Patienten", doctors: "Ärzte", assignments: "Zuweisungen" },
  activities: {
    added: "Hinzugefügt",
    changed: "Geändert",
    removed: "Entfernt",
    restored: "Wiederhergestellt",
  },

  growth: {
    title: "Patienten im Zeitverlauf",
    period: "Zeitraum für Patienten im Zeitverlauf",
    years: (count) => counted(count, { one: "1 Jahr", other: "# Jahre" }),
    month: "Monat",
    added: "Hinzugefügt",
    total: "Gesamt",
    headline: (link, added) =>
      added > 0
        ? withNames`${link}, davon ${formatNumber(added)} in diesem Monat hinzugefügt`
        : withNames`${link}, in diesem Monat keine hinzugefügt`,
    now: (all) => `${patients(all)}.`,
    course: (before, month, all) => `Von ${formatNumber(before)} Ende ${month} auf jetzt ${patients(all)}.`,
    noneAdded: "Es wurden keine hinzugefügt.",
    maxAdded: (month, added) => `Die meisten kamen im ${month} hinzu: ${formatNumber(added)}.`,
  },

  groups: {
    title: "Patienten nach Alter und Geschlecht",
    age: "Alter",
    ageUnknown: "Alter unbekannt",
    deceased: "Verstorben",
    ageInYears: (age) => `${age} Jahre`,
    today: "Alter in Jahren, heute",
    noAges: "Es ist kein Alter erfasst",
    someUnknown: (unknown) => `Alter in Jahren, heute; bei ${patients(unknown)} unbekannt`,
    ofGenderAndAge: (count, gender, age) => `${patients(count)}, ${gender}, ${age} Jahre`,
    ofAge: (count, age) => `${patients(count)}, ${age} Jahre`,
    ofGender: (count, gender) => `${patients(count)}, ${gender}`,
    inAll: (count) => `${patients(count)} insgesamt`,
    summary: (count, genders, ages) => `${patients(count)}: ${genders}. Nach Alter in Jahren, ${ages}.`,
  },

  load: {
    title: "Ärzte nach Patientenzahl",
    dailyLimit: "Tageslimit",
    headline: (link, count) =>
      count === 1 ? withNames`${link} hat hier Patienten` : withNames`${link} haben hier Patienten`,
    headlineOfSome: (link, shown) =>
      withNames`${link} haben hier Patienten; diese ${formatNumber(shown)} die meisten`,
    empty: "Noch hat hier kein Arzt Patienten.",
    emptyHint: "Öffnen Sie einen Patienten und weisen Sie dort einen Arzt zu.",
    choosePatient: "Patient auswählen",
    patientsOf: (count, name) => `${patients(count)} von ${name}`,
    doctor: (name, count) => `${name}, ${patients(count)}`,
    summary: (first) => `Die meisten Patienten: ${first.join("; ")}.`,
    summaryOfSome: (first, rest) => {
      const others = counted(rest, { one: "1 weiterer Arzt", other: "# weitere Ärzte" });
      return `Die meisten Patienten: ${first.join("; ")}; ${others} mit höchstens so vielen.`;
    },
  },

  use: {
    title: "Termine der letzten vier Wochen",
    utilisation: "Belegt",
    missed: "Versäumt",
    nextFreeDay: "Nächster freier Tag",
    bookedUnit: "der Sprechzeiten sind belegt",
    booked: (share) => (share === null ? "Keine Sprechzeiten" : `${share} der Sprechzeiten waren belegt`),
    headline: (link, missed) =>
      missed === null ? withNames`${link}` : withNames`${link}, und ${missed} der Termine wurden versäumt`,
    empty: "Noch hat kein Arzt Sprechzeiten.",
    openCalendar: "Kalender öffnen",
    doctor: (name, share) => `${name}, ${share}`,
    summary: (share, missed, first) =>
      `${share} der Sprechzeiten waren belegt${missed === null ? "" : `, und ${missed} der Termine wurden versäumt`}. Nach Arzt: ${first.join("; ")}.`,
  },

  today: {
    title: "Heutige Aktivität",
    headline: (day) => `${day}, von allen in dieser Praxis`,
    record: "Was",
    empty: "Heute hat noch niemand einen Eintrag geändert.",
    emptyHint:
      "Hier zählen Einträge, die jemand hinzufügt, ändert, entfernt oder wiederherstellt. Beispieldaten zählen nicht.",
    patientsAdded: (count) => `${patients(count)} hinzugefügt`,
    patientsChanged: (count) => `${patients(count)} geändert`,
    patientsRemoved: (count) => `${patients(count)} entfernt`,
    doctorsAdded: (count) => `${doctors(count)} hinzugefügt`,
    doctorsChanged: (count) => `${doctors(count)} geändert`,
    doctorsRemoved: (count) => `${doctors(count)} entfernt`,
    parts: {
      added: (count) => `${count} hinzugefügt`,
      changed: (count) => `${count} geändert`,
      removed: (count) => `${count} entfernt`,
      restored: (count) => `${count} wiederhergestellt`,
    },
    summary: (record, parts) => `${record}: ${parts}.`,
    noActivity: (record) => `${record}: keine Aktivität.`,
  },
};
