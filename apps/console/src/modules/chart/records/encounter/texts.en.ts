import type { Encounter } from "@caretype/client";
import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  title: "Encounters",
  empty: "No encounters.",
  add: "Add encounter",
  callIn: {
    label: "Call in",
    of: (patient: string) => `Call in ${patient}`,
    isDone: (patient: string) => withNames`${patient} is called in`,
    undoReason: "Called in by mistake",
  },
  toNote: { label: "Note", of: (patient: string) => `Write the note of ${patient}` },
  open: "Open",
  openOf: (when: string) => `Open the encounter: ${when}`,
  locked: "Locked",
  history: "History",
  statuses: {
    planned: "Planned",
    arrived: "Waiting",
    "in-progress": "In progress",
    finished: "Finished",
    cancelled: "Cancelled",
    "entered-in-error": "Entered in error",
  } satisfies Record<Encounter["status"], string>,
  classes: {
    ambulatory: "In the practice",
    emergency: "Emergency",
    field: "Outside the practice",
    home: "At home",
    inpatient: "Inpatient",
    virtual: "By telephone or video",
  } satisfies Record<Encounter["class"], string>,

  range: (from: string, to: string) => `${from} – ${to}`,
  notBegun: (added: string) => `Not begun (added ${added})`,
  cancelledBecause: (reason: string) => withNames`Cancelled: ${reason}`,
  /** The system is a URI. */
  code: (code: string, system: string) => `Code ${code} (${system})`,

  fields: {
    time: "Time",
    status: "Status",
    class: "Where",
    doctor: "Doctor",
    startedAt: "Start",
    endedAt: "End",
    lockedAt: "Locked",
    reason: "Reason",
    cancellation: "Reason for the cancellation",
    error: "Why it was entered in error",
  },

  steps: {
    arrive: "Patient has arrived",
    start: "Start",
    finish: "Finish",
    edit: "Edit",
    cancel: "Cancel encounter",
    enterInError: "Entered in error",
    move: "Move to another patient",
    restrict: "Restrict",
    lock: "Lock",
  },
  done: {
    arrive: (patient: string) => withNames`${patient} has arrived`,
    start: (patient: string) => withNames`The encounter with ${patient} has started`,
    finish: (patient: string) => withNames`The encounter with ${patient} is finished`,
    edit: (patient: string) => withNames`The encounter with ${patient} is saved`,
    cancel: (patient: string) => withNames`The encounter with ${patient} is cancelled`,
    enterInError: (patient: string) => withNames`The encounter with ${patient} is marked as entered in error`,
    lock: (patient: string) => withNames`The encounter with ${patient} is locked`,
  },
  conflict: (status: string) =>
    `Somebody has changed this encounter. Its status is: ${status}. Nothing else was changed. Check it, and try again.`,

  stages: {
    "in-progress": { label: "It begins now", submit: "Begin" },
    planned: { label: "It is planned", submit: "Plan" },
    finished: { label: "It is over", submit: "Add" },
  },
  added: {
    "in-progress": (patient: string) => withNames`The encounter with ${patient} has begun`,
    planned: (patient: string) => withNames`The encounter with ${patient} is planned`,
    finished: (patient: string) => withNames`The encounter with ${patient} is added`,
  },
  form: {
    stage: "Stage of the encounter",
  },
  reasonForm: {
    cancel: "The encounter does not take place. This cannot be undone.",
    enterInError:
      "The encounter leaves the list, and stays in the history. Its diagnoses, medications, measurements and notes stay on the chart: mark those that are wrong, too. This cannot be undone.",
  },
  lockForm: {
    consequence:
      "Locking is for good. Nothing can be changed or recorded in this encounter any more. It can only be marked as entered in error.",
    submit: "Lock for good",
  },
  versions: {
    created: "Encounter added",
    updated: "Encounter changed",
    removed: "Encounter removed",
    restored: "Encounter restored",
  },
};
