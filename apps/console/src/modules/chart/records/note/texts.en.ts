import type { Note } from "@caretype/client";
import type { ReactNode } from "react";
import { withNames } from "../../../../words/format/with-names.ts";

type Addition = Exclude<Note["signatures"][number]["kind"], "signature">;

export const texts = {
  title: "Notes",
  empty: "No notes.",
  emptyInError: "No note was entered in error.",
  showInError: "Show those entered in error",
  add: "Add note",
  late: "Late entry",
  lateMeaning: "It was signed after its encounter had been locked.",
  lateAddition: "Late",
  lateAdditionMeaning: "It was signed after the note’s encounter had been locked.",
  inError: "Entered in error",
  /** The time of the note's subject. */
  headingOf: (kind: string, when: string) => withNames`${kind} · ${when}`,
  labelOf: (kind: string, when: string) => `${kind}, ${when}`,
  signedBy: (doctor: string, when: string) => withNames`Signed by ${doctor} on ${when}`,
  /** The doctor's entry, and the account. */
  signedInAs: (doctor: string, account: string) => `${doctor}, signed in as ${account}`,
  additions: {
    addendum: "Addendum",
    correction: "Correction",
    "entered-in-error": "Entered in error",
  } satisfies Record<Addition, string>,
  addedBy: {
    addendum: (doctor: string, when: string) => withNames`Addendum, signed by ${doctor} on ${when}`,
    correction: (doctor: string, when: string) => withNames`Correction, signed by ${doctor} on ${when}`,
    "entered-in-error": (doctor: string, when: string) =>
      withNames`Entered in error, signed by ${doctor} on ${when}`,
  } satisfies Record<Addition, (doctor: string, when: string) => unknown>,
  reasonIs: (reason: string) => withNames`Reason: ${reason}`,

  steps: {
    sign: "Sign",
    amend: "Add to the note",
    enterInError: "Entered in error",
    verify: "Verify",
  },
  /** Accessible names of buttons, which name their note. */
  stepOf: (step: string, note: string) => `${step}: ${note}`,
  done: {
    sign: "The note is signed",
    addendum: "The addendum is signed",
    correction: "The correction is signed",
    enterInError: "The note is marked as entered in error",
    discard: "The draft is discarded",
  },
  hasChanged: "What you would sign has changed. The new content is below. Check it, and sign again.",
  mayNotSign: "Your role does not allow you to sign.",
  notDoctor: (members: ReactNode) =>
    withNames`You are not linked to a doctor, so you cannot sign. An owner can link you on the page ${members}.`,
  signsAs: (doctor: string) => withNames`You sign as ${doctor}. Nobody can change the text afterwards.`,
  signs: "You sign as yourself. Nobody can change the text afterwards.",

  amendForm: {
    kind: "Change",
    kinds: {
      addendum: "Addendum: something is missing",
      correction: "Correction: something is wrong",
    },
    text: "Text",
    reason: "Reason",
    submit: { addendum: "Sign the addendum", correction: "Sign the correction" },
  },
  errorForm: {
    about:
      "The note leaves the list, and stays readable with your reason. You sign this. It cannot be undone.",
    reason: "Reason",
  },

  verification: {
    isIntact: "The note is as it was signed.",
    isBroken:
      "The note is not as it was signed. Somebody changed it past Caretype. Tell the server’s administrator.",
    changes: "Changed since, in the usual way:",
    change: (kind: string, from: number, to: number) => `${kind}: version ${from}, now ${to}`,
    erased: (kind: string, from: number) => `${kind}: version ${from}, now erased`,
  },

  drafts: {
    title: "Your drafts",
    about: "Only you see them.",
    open: "Continue",
    openOf: (draft: string) => `Continue: ${draft}`,
    discard: "Discard",
    discardOf: (draft: string) => `Discard: ${draft}`,
    discardQuestion: "Discard this draft?",
    discardConsequence: "Its text is deleted. This cannot be undone.",
    changed: (when: string) => `Changed ${when}`,
    noText: "No text yet",
    unsaved: "Unsaved text on this device",
    left: "Unsaved text",
    leftOf: (when: string) => `Kept on this device, about ${when}`,
    beginWith: "Begin a draft with it",
  },

  begin: {
    usualKind: "Note",
    encounter: "Encounter",
    noEncounter: "None",
    unlisted: "An earlier one, or one entered in error",
    lateHint: "This encounter is locked, so the note becomes a late entry.",
  },

  kinds: {
    open: "Kinds of notes",
    title: "Kinds of notes",
    empty: "There are no kinds yet. Each can have a text that its notes begin with.",
    add: "Add a kind",
    edit: "Edit the kind",
    editOf: (kind: string) => `Edit: ${kind}`,
    removeOf: (kind: string) => `Remove: ${kind}`,
    removeQuestion: (kind: string) => withNames`Remove the kind ${kind}?`,
    removeConsequence: "Notes of this kind keep its name.",
    template: "Text that a note begins with",
    noTemplate: "Begins empty",
    isSaved: (kind: string) => withNames`The kind ${kind} is saved`,
  },

  editor: {
    title: "Draft of a note",
    kind: "Kind",
    when: "Date and time",
    text: "Text",
    hint: "# heading, **bold**, *emphasis*, - list, > quote",
    preview: "Preview",
    write: "Write",
    review: "Review and sign",
    saving: "Saving…",
    savedAt: (time: string) => `Saved ${time}`,
    earlier: (when: string) => `You already have a draft about this patient, changed ${when}.`,
    isRestored: "This has text that had not been saved yet.",
    isFailed: "Not saved yet. Your text is kept on this device.",
    isNotKept: "Not saved yet, and this browser cannot keep your text. Leave this page open.",
    conflict: {
      title: "Another tab or device has changed this draft",
      text: "Nothing is saved until you choose. The other text:",
      mine: "Keep this text",
      current: "Take the other text",
    },
    gone: {
      title: "This draft was signed or removed elsewhere",
      text: "Your text is still here. Begin a new draft with it, or close it.",
      begin: "Begin a new draft",
    },
  },

  review: {
    title: "Sign a note",
    about: "This is exactly what you sign.",
    kind: "Kind",
    when: "Date and time",
    author: "Author",
    encounter: "Encounter",
    noEncounter: "None",
    notBegun: "not begun",
    records: "Records of the encounter",
    noRecords: "None",
    record: (kind: string, version: number) => `${kind} (version ${version})`,
    back: "Back to the text",
    submit: "Sign",
  },
};

export const { amendForm, begin, done, drafts, editor, kinds, review, verification } = texts;
