import { withNames } from "../../../../../words/format/with-names.ts";

export const texts = {
  title: "Waitlist",
  subtitle: "Patients who want an earlier visit, the longest waiting first",
  add: "Add to waitlist",
  submit: "Add",
  empty: "Nobody is waiting",
  emptyText:
    "Add patients who want an earlier visit. If an appointment is cancelled or moved, its time is held for the patient who waits longest and whom it suits. They get an email, and accept or decline with one click.",
  none: "The patient is not on the waitlist.",
  emailsOff: "This practice sends no emails to patients, so nobody gets an offer.",
  switchOn: "Switch emails on",

  anyDoctor: "Any doctor",
  anyDay: "Any day",
  anyTime: "Any time",
  startsBetween: (from: string, to: string) => `starts from ${from} to ${to}`,
  startsAfter: (from: string) => `starts at ${from} or later`,
  startsBefore: (to: string) => `starts at ${to} or earlier`,
  between: (first: string, last: string) => `from ${first} to ${last}`,
  until: (last: string) => `until ${last}`,
  since: (day: string) => `Waiting since ${day}`,

  offered: "Offered",
  offer: (start: string, end: string) => `Offered: ${start}. The offer ends: ${end}.`,
  openOffer: "Open the offer",
  openOfferTo: (patient: string) => `Open the offer to ${patient}`,

  weekdays: "Days that suit",
  chooseDays: "Choose a day",
  startsFrom: "Earliest start",
  startsTo: "Latest start",
  firstDay: "First day",
  lastDay: "Last day",
  note: "Note",
  isAdded: (patient: string) => withNames`${patient} is on the waitlist`,

  remove: "Remove",
  removeOf: (patient: string) => `Remove ${patient} from the waitlist`,
  askRemove: (patient: string) => withNames`Remove ${patient} from the waitlist?`,
  removeMeans: "They get no more offers.",
  removeMeansWithOffer: "Their offer ends, and the next patient gets it.",
  isRemoved: (patient: string) => withNames`${patient} is no longer on the waitlist`,
};
