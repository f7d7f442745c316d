import type { DuplicatePair } from "@caretype/api";
import { pluralsOf } from "../format/plural.ts";

type DuplicateReason = DuplicatePair["reasons"][number];

const counted = pluralsOf("en");

export const texts = {
  add: "Add",
  cancel: "Cancel",
  change: "Change",
  clear: "Clear",
  close: "Close",
  continue: "Continue",
  copy: "Copy",
  delete: "Delete",
  download: "Download",
  edit: "Edit",
  loading: "Loading",
  no: "No",
  none: "None",
  remove: "Remove",
  restore: "Restore",
  save: "Save",
  saved: "Saved",
  search: "Search",
  show: "Show",
  somebody: "Somebody",
  undo: "Undo",
  unknown: "Unknown",
  yes: "Yes",

  name: "Name",
  phone: "Phone",
  yourPassword: "Your password",

  patient: "Patient",
  patients: "Patients",
  doctor: "Doctor",
  doctors: "Doctors",
  removedPatients: "Removed patients",
  removedDoctors: "Removed doctors",
  practice: "Practice",

  patientCount: (count: number, number?: string) =>
    counted(count, { one: "1 patient", other: "# patients", zero: "No patients" }, number),
  similarFound: "Nothing matches exactly. Similar:",
  doctorCount: (count: number, number?: string) =>
    counted(count, { one: "1 doctor", other: "# doctors", zero: "No doctors" }, number),
  removedPatientCount: (count: number, number?: string) =>
    counted(
      count,
      { one: "1 removed patient", other: "# removed patients", zero: "No removed patients" },
      number,
    ),
  removedDoctorCount: (count: number, number?: string) =>
    counted(
      count,
      { one: "1 removed doctor", other: "# removed doctors", zero: "No removed doctors" },
      number,
    ),
  entryCount: (count: number, number?: string) =>
    counted(count, { one: "1 entry", other: "# entries", zero: "No entries" }, number),
  accountCount: (count: number, number?: string) =>
    counted(count, { one: "1 account", other: "# accounts", zero: "No accounts" }, number),
  clearFilters: (count: number) => counted(count, { one: "Clear the filter", other: "Clear # filters" }),

  duplicateReasons: {
    "same name": "same name",
    "similar name": "similar name",
    "same birth date": "same birth date",
    "similar birth date": "birth date with a typing error",
    "birth year within a year": "birth year within a year",
    "same e-mail address": "same email address",
    "same phone number": "same phone number",
  } satisfies Record<DuplicateReason, string>,
  phoneNeedsDigits: "A phone number needs digits",
};
