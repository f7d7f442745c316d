import type { ReactNode } from "react";
import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  counting: "Counting",

  welcome: {
    title: "Welcome",
    text: "This practice has no patients yet. Once it has, this page shows who is expected, and what waits to be done.",
    readOnly: "Your role is read-only. An owner of the practice can add the first patient.",
  },

  noPractice: {
    ofStaff:
      "You administer this server and are in no practice. To work in one, ask its owner for an invitation.",
    text: "You are in no practice. Create one, or ask an owner for an invitation.",
    manageAccounts: "Manage accounts",
    create: "Create a practice",
  },

  /** Labels follow the number, which is not shown for zero. */
  tasks: {
    title: "To do",
    unassigned: (count: number) =>
      counted(count, {
        one: "unassigned patient",
        other: "unassigned patients",
        zero: "No unassigned patients",
      }),
    withoutDoctor: "Without a doctor",
    duplicates: (count: number) =>
      counted(count, {
        one: "possible duplicate",
        other: "possible duplicates",
        zero: "No possible duplicates",
      }),
    amongAll: "Among all patients",
    amongNewest: (compared: string) => `Among the ${compared} newest patients`,
    invitations: (count: number) =>
      counted(count, { one: "open invitation", other: "open invitations", zero: "No open invitations" }),
    notAccepted: "Not accepted yet",
    imports: (count: number) =>
      counted(count, { one: "waiting import", other: "waiting imports", zero: "No waiting imports" }),
    withProblems: (count: string) => `${count} with problems to fix`,
    notImported: "Checked, but not imported",
  },

  unsigned: { title: "Notes to sign", newest: "Your five newest." },

  firstSteps: {
    title: "Set up your practice",
    progress: (done: number, all: number) => `${done} of ${all} done`,
    hide: "Hide checklist",
    /** After a step's title, for screen readers. */
    isDone: ", done",
    import: (link: ReactNode) =>
      withNames`You have patients in another program? ${link}. You can undo an import.`,
    importFiles: "Import from files",
    patient: { title: "Add a patient", about: "A name and a gender are enough to begin with." },
    doctor: { title: "Add a doctor", about: "Then assign patients to them." },
    schedule: { title: "Set up appointments", about: "Visit types, and the opening hours of your doctors." },
    colleague: { title: "Invite a colleague", about: "Each has an account and a role of their own." },
    secondFactor: {
      title: "Set up a second factor",
      about: "An app or a passkey protects your account.",
    },
  },
};

export const { firstSteps, noPractice, tasks, unsigned } = texts;
