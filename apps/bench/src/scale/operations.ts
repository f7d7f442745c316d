import { asId } from "@caretype/api/field/ids";
import type { MeasuredPractice } from "./environment.ts";

/** One call in a practice. `turn` selects one of its patients. */
export type ScaleOperation = {
  name: string;
  run(practice: MeasuredPractice, turn: number): Promise<unknown>;
};

const patientOf = ({ patientIds }: MeasuredPractice, turn: number) =>
  patientIds[(turn * 37) % patientIds.length] ?? asId("");

const search = (name: string, q: string): ScaleOperation => ({
  name,
  run: ({ caller }) => caller.patient.list({ q }),
});

export const operations: readonly ScaleOperation[] = [
  {
    name: "one patient",
    run: (practice, turn) => practice.caller.patient.byId({ id: patientOf(practice, turn) }),
  },
  { name: "first page", run: ({ caller }) => caller.patient.list({}) },
  {
    name: "page 1,000, or the last",
    run: ({ caller, deepCursor }) => caller.patient.list({ cursor: deepCursor }),
  },
  { name: "first page by name", run: ({ caller }) => caller.patient.list({ sort: "name" }) },
  search("search: part of a common name", "mari"),
  {
    name: "search: the same, next page",
    run: ({ caller, searchCursor }) => caller.patient.list({ q: "mari", cursor: searchCursor }),
  },
  search("search: part of a rare name", "quis"),
  search("search: a rare name", "quisenberry"),
  search("search: first and last name", "wilhelmina schwarz"),
  search("search: nobody", "nosuchname"),
  // Too short for a trigram, so every patient is scanned.
  search("search: two letters that nobody has", "xq"),
  {
    name: "a patient's doctors",
    run: (practice, turn) => practice.caller.patient.doctors({ id: patientOf(practice, turn) }),
  },
  { name: "first page of assignments", run: ({ caller }) => caller.assignment.list({}) },
  {
    name: "a patient's access report",
    run: (practice, turn) => practice.caller.audit.accessReport({ patientId: patientOf(practice, turn) }),
  },
  {
    name: "access report: the busiest patient",
    run: ({ caller, busiestPatientId }) => caller.audit.accessReport({ patientId: busiestPatientId }),
  },
  {
    name: "the audit of an account",
    run: ({ caller, accountId }) => caller.audit.list({ accountId }),
  },
  {
    name: "create",
    run: ({ caller }, turn) =>
      caller.patient.create({
        name: `Measured Person${turn}`,
        gender: "other",
        dateOfBirth: "1980-02-29",
        phoneNumber: `+41 79 ${1_000_000 + turn}`,
        email: `measured.${turn}@example.org`,
      }),
  },
];
