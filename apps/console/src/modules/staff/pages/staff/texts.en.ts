import type { ReactNode } from "react";
import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  tabs: "Staff",
  emergencyAccess: "Emergency access",

  accounts: {
    title: "Accounts",
    searchHint: "Name, username or email address",
    noMatch: "No account matches. Every word must be part of a name, username or email address.",
    practices: "Practices",
    lastSeen: "Last seen",
    state: "State",
    isDeactivated: "Deactivated",
    isStaff: "Staff",
    isActive: "Active",
    all: "All accounts",
  },

  account: {
    title: "Account",
    username: "Username",
    unverified: (email: string) => `${email} (not verified)`,
    secondFactor: "Second factor",
    noPractice: "No practice",
    created: "Created",
    notSignedIn: "Not signed in",
  },

  /** Parts are separated by commas. */
  sessions: {
    title: "Sessions",
    empty: "The account has no sessions.",
    from: (address: string) => `from ${address}`,
    since: (when: string) => `since ${when}`,
    lastUsed: (when: string) => `last used ${when}`,
    withSecondFactor: "with a second factor",
    endAll: "End all sessions",
    endAllQuestion: "End all sessions of this account?",
    endAllConsequence: "The account is signed out at its next request, and can sign in again.",
    haveEnded: "All sessions of the account have ended",
  },

  /** Parts are separated by commas. */
  keys: {
    title: "API keys",
    empty: "None.",
    facts: (practice: string, facts: string) => withNames`In ${practice}, ${facts}`,
    created: (when: string) => `created ${when}`,
    neverUsed: "never used",
    lastUsed: (when: string) => `last used ${when}`,
    ends: (when: string) => `ends ${when}`,
    revoked: (when: string) => `revoked ${when}`,
    isRevokedBadge: "Revoked",
    revoke: "Revoke",
    revokeName: (name: string) => `Revoke ${name}`,
    question: (name: string) => withNames`Revoke “${name}”?`,
    consequence: (practice: string) =>
      withNames`Programs that use it are refused from their next request. ${practice} sees this in its audit.`,
    isRevoked: (name: string) => withNames`“${name}” is revoked`,
  },

  activation: {
    reactivate: "Reactivate",
    reactivateQuestion: (name: string) => withNames`Reactivate ${name}?`,
    reactivateConsequence: "The account keeps its password and second factor. Revoked API keys stay revoked.",
    isReactivated: (name: string) => withNames`${name} can sign in again`,
    deactivate: "Deactivate",
    deactivateQuestion: (name: string) => withNames`Deactivate ${name}?`,
    deactivateConsequence:
      "This ends all its sessions at once and withdraws its invitations. Its past work remains.",
    isDeactivated: (name: string) => withNames`${name} is deactivated`,
    reason: "Reason",
    reasonHint: "The audit records it.",
    chooseOne: "Choose one",
    left: "The person has left",
    requested: "They asked for it",
    compromised: "The account is compromised",
    misuse: "The account was misused",
    other: "Another reason",
    keysRevoked: "Its API keys are revoked, too.",
  },

  request: {
    title: "Open one patient's record",
    about:
      "For emergencies. You can read the record for 30 minutes. The practice's owners are notified by email at once, see your reason, and find each access in their audit.",
    patientHint: "The ID, or the address of the patient's page. Somebody in the practice can read it to you.",
    noPatient: "No patient has this id",
    reason: "Reason",
    reasonHint: "At least 10 characters. The owners read it.",
    submit: "Open record",
  },

  grants: {
    title: "Your emergency access",
    empty: "None.",
    patientOf: (practice: string) => withNames`A patient of ${practice}`,
    openFor: (time: string) => `open for ${time}`,
    closed: "closed",
    open: "Open the record",
    openOf: (practice: string) => `Open the record of the patient of ${practice}`,
  },

  record: {
    title: "Opened record",
    leave: "Leave the record",
    /** `openFor` is that of `grants`. */
    isOpen: (openFor: ReactNode) => withNames`This record is ${openFor}`,
    isReported: "The practice's owners were notified, and each access to this record is in their audit.",
    careTeam: "Care team",
    noDoctor: "No doctor is assigned.",
    oneMinute: "The record is open for one more minute",
    fiveMinutes: "The record is open for five more minutes",
    hasEnded: "You have no access to this record, or it has ended.",
    request: "Request emergency access",
  },
};

export const { account, accounts, activation, grants, keys, record, request, sessions } = texts;
