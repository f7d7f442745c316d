import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";

const counted = pluralsOf("en");
const minutes = (count: number) => counted(count, { one: "1 minute", other: "# minutes" });

export const texts = {
  notOffered: "Not offered",
  offer: "Offer",
  stopOffering: "Stop offering",
  isOffered: (name: string) => withNames`${name} is offered`,
  isNotOffered: (name: string) => withNames`${name} is no longer offered`,
  isAdded: (name: string) => withNames`${name} is added`,
  isSaved: (name: string) => withNames`The changes to ${name} are saved`,
  isRemoved: (name: string) => withNames`${name} is removed`,
  isNotChanged: (name: string) => withNames`${name} was not changed`,
  wasSaved: (instant: string) => `It was saved on ${instant}.`,
  removeQuestion: (name: string) => withNames`Remove ${name}?`,
  removeMeans: "One that appointments have cannot be removed. Stop offering it instead.",
  editOf: (name: string) => `Edit ${name}`,
  removeOf: (name: string) => `Remove ${name}`,
  /** `name` is of a visit type or a room. */
  editTitle: (name: string) => withNames`Edit ${name}`,

  visitTypes: {
    title: "Visit types",
    about: "How long a visit takes, and how long the doctor is kept free before and after it.",
    add: "Add a visit type",
    empty: "No visit types yet",
    emptyText: "Add at least one, such as a check-up of 20 minutes.",
    minutes: "Minutes",
    before: "Minutes free before",
    after: "Minutes free after",
    seats: "Seats",
    seatsHint: "More than 1: a group visit.",
    facts: {
      length: minutes,
      before: (count: number) => `${minutes(count)} free before`,
      after: (count: number) => `${minutes(count)} free after`,
      seats: (count: number) => counted(count, { one: "1 seat", other: "# seats" }),
    },
  },

  rooms: {
    title: "Rooms",
    about: "Optional. A room has one appointment at a time.",
    add: "Add a room",
    empty: "No rooms yet. Appointments need none.",
  },

  holidays: {
    title: "Holidays",
    about: "Days on which the whole practice is closed. Extra hours of a doctor count even so.",
    add: "Add a holiday",
    empty: "No holidays yet.",
    yearly: "Each year",
    lastDay: "Last day (optional)",
    days: (from: string, to: string) => `${from} to ${to}`,
    removeMeans: "Its days can be booked again.",
    booked: "Visits on holidays",
    visitsOn: (count: number, name: string, days: string) =>
      withNames`${counted(count, { one: "1 visit is", other: "# visits are" })} booked on ${name} (${days}).`,
    show: "Show in the calendar",
  },

  hours: {
    title: "Opening hours",
    about: "When each doctor sees patients in this practice.",
    of: (doctor: string) => withNames`Opening hours of ${doctor}`,
    empty: "No opening hours yet",
    emptyText: "Without opening hours, a doctor has no free times.",
    choose: "Set the opening hours of",
    edit: "Edit the opening hours",
    set: "Set the opening hours",
    zone: (zone: string) => `Times are those of the practice: ${zone}.`,
    isSaved: (doctor: string) => withNames`The opening hours of ${doctor} are saved`,
    weekly: "Each week",
    closed: "Closed",
    opens: "Opens",
    closes: "Closes",
    /** The name of a field for screen readers, such as `Monday: Opens`. */
    ofDay: (day: string, field: string) => `${day}: ${field}`,
    midnight: "00:00 as the end is midnight.",
    add: "Add hours",
    addOn: (day: string) => `Add hours: ${day}`,
    remove: "Remove these hours",
    removeOn: (day: string) => `Remove these hours: ${day}`,
    limit: "For a limited time",
    limitOn: (day: string) => `For a limited time: ${day}`,
    firstDay: "First day",
    lastDay: "Last day",
    usual: "Monday to Friday, 9 to 17",
    copyMonday: "Copy Monday to all weekdays",
    range: (opens: string, closes: string) => `${opens}–${closes}`,
    from: (range: string, date: string) => `${range} (from ${date})`,
    until: (range: string, date: string) => `${range} (until ${date})`,
    between: (range: string, from: string, to: string) => `${range} (${from} to ${to})`,
    exceptions: "Exceptions",
    aboutExceptions: "Holidays and other days on which the doctor is closed, and extra hours.",
    noExceptions: "No exceptions.",
    addException: "Add an exception",
    removeException: "Remove this exception",
    kind: "Kind",
    kinds: { closed: "Closed", extra: "Extra hours" },
    fromTime: "From (time)",
    toTime: "To (time)",
    wholeDay: "Without times, the whole day is closed.",
    stay: "Appointments that are booked already stay. The doctor’s page lists them afterwards.",
  },

  outsideHours: {
    title: (count: number) =>
      counted(count, {
        one: "1 visit is booked while the doctor is away",
        other: "# visits are booked while the doctor is away",
      }),
    about:
      "Move them to a doctor of the same specialization, or cancel them. Patients with an address get an email.",
    isFree: (doctor: string) => withNames`${doctor} is free then`,
    nobody: "Nobody else is free then",
    move: "Move",
    moveOf: (patient: string) => `Move the visit of ${patient}`,
    moveAll: (count: number) => counted(count, { one: "Move 1 visit", other: "Move # visits" }),
    cancelAll: (count: number) => counted(count, { one: "Cancel 1 visit", other: "Cancel all # visits" }),
    cancelQuestion: (count: number) => counted(count, { one: "Cancel 1 visit?", other: "Cancel # visits?" }),
    cancelMeans: "Patients with an address are told by email.",
    reason: "The doctor is away",
    areMoved: (count: number) => counted(count, { one: "1 visit is moved", other: "# visits are moved" }),
    /** `when` is that of the first. */
    areNotChanged: (count: number, when: string) =>
      `${counted(count, { one: "1 visit was not changed", other: "# visits were not changed" })} (${when})`,
  },
  missing: {
    title: "Appointments are not set up yet",
    visitTypes: "The practice has no visit types. They say how long a visit takes.",
    hours: "No doctor has opening hours in this practice.",
    zone: "The practice has no time zone. Times are in UTC.",
    setUp: "Set up appointments",
    setZone: "Set the time zone",
    ask: "Ask a colleague who may manage schedules to set them up.",
  },
};

export const { holidays, hours, missing, outsideHours, rooms, visitTypes } = texts;
