import type { ReactNode } from "react";
import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  title: "API keys",
  create: "Create a key",
  newTitle: "New API key",
  editTitle: "Edit an API key",

  list: {
    title: "Keys of this practice",
    about:
      "A program with a key works in this practice under the key's name, which histories and the audit show.",
    empty: "No keys yet. Create one for each program that works with this practice.",
    permissions: (codes: string) => `Permissions: ${codes}`,
    isExpired: "Expired",
    isRevoked: "Revoked",
    editOf: (name: string) => `Edit ${name}`,
    replace: "Replace",
    replaceOf: (name: string) => `Replace ${name}`,
    revoke: "Revoke",
    revokeOf: (name: string) => `Revoke ${name}`,
    askRevoke: (name: string) => withNames`Revoke “${name}”?`,
    revokeMeans: "Programs that use it are refused from their next request. This cannot be undone.",
    isNowRevoked: (name: string) => withNames`“${name}” is revoked`,
  },
  /** A key's creation, last use and expiry. */
  facts: {
    all: (created: ReactNode, used: string, end: string) => withNames`${created}, ${used}, ${end}`,
    created: (at: string) => `Created ${at}`,
    createdBy: (at: string, name: string) => withNames`Created ${at} by ${name}`,
    neverUsed: "never used",
    lastUsed: (at: string) => `last used ${at}`,
    revoked: (at: string) => `revoked ${at}`,
    neverExpires: "never expires",
    expires: (at: string) => `expires ${at}`,
    expired: (at: string) => `expired ${at}`,
  },

  form: {
    nameHint: "The name of the program, shown in histories and in the audit.",
    permissions: "Permissions",
    isRequired: (code: string) => `${code}, required by another permission`,
    dialectOfPractice: "As set for the practice",
    submit: "Create the key",
    isChanged: (name: string) => withNames`“${name}” is changed`,
    isOutdated: "Somebody else changed this key",
    showCurrent: "Discard my changes and show the current key",
  },
  presets: {
    label: "Start with",
    read: "Read only",
    desk: "Desk: patients and appointments",
    import: "Imports",
    all: "Everything",
  },
  groups: {
    assignment: "Assignments",
    import: "Imports",
    practice: "The practice",
  },
  expiry: {
    label: "Expires",
    days: { 30: "In 30 days", 90: "In 90 days", 365: "In a year" },
    onDate: "On a date",
    never: "Never",
    lastDay: "Last day",
    same: (at: string) => `As before: ${at}`,
    sameNever: "As before: never",
  },

  replacing: {
    title: (name: string) => withNames`Replace the key of “${name}”?`,
    about:
      "The current key stops working at once. Programs that use it are refused until they have the new one.",
  },
  secret: {
    title: (name: string) => withNames`The key of “${name}”`,
    once: "It is shown only once.",
    store: "Store it where only the program can read it. Anybody who has it can use its permissions.",
    key: "Key",
    copy: "Copy key",
    isSaved: "I have saved it",
  },
};

export const { expiry, facts, list, presets, secret } = texts;
