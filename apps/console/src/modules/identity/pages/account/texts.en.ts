import { withNames } from "../../../../words/format/with-names.ts";

type SessionFacts = {
  /** Null if it is not known. */
  address: string | null;
  since: string;
  lastUsed: string;
  hasSecondFactor: boolean;
};

export const texts = {
  title: "My account",
  tabs: {
    profile: "Profile",
    security: "Sign-in",
    sessions: "Sessions",
    practices: "Practices",
  },

  profile: {
    title: "Profile",
    staff: "Staff",
    username: "Username",
    since: "Account since",
    changeName: "Change the name",
    nameHint: "Shown to your colleagues, and in the history of your changes.",
    nameIsChanged: (name: string) => withNames`Your name is now ${name}.`,
  },
  email: {
    isVerified: "Verified",
    isUnverified: "Not verified",
    sendVerification: "Send a verification link",
    requestVerification: "Request a verification link",
    verificationIsSent: (email: string) => `A link was sent to ${email}. Only the newest link works.`,
    askForVerification: "This server cannot send email. Ask the server's administrator for the link.",
    change: "Change the address",
    new: "New email address",
    openIt: "Your address changes when you open it.",
    askForLink: (email: string) =>
      `Ask the server's administrator for the link for ${email}. Your address changes when you open it.`,
  },

  sessions: {
    about: "Where you are signed in. End sessions that you do not recognize, then change your password.",
    empty: "No sessions.",
    isCurrent: "This session",
    facts: ({ address, since, lastUsed, hasSecondFactor }: SessionFacts) =>
      `${address === null ? "" : `from ${address}, `}since ${since}, last used ${lastUsed}${hasSecondFactor ? ", with a second factor" : ""}`,
    end: "End",
    endOf: (device: string) => `End the session of ${device}`,
    askEnd: "End this session?",
    endMeans: (device: string) => `${device} is signed out at its next request.`,
    hasEnded: "The session has ended.",
    endOthers: "End all others",
    askEndOthers: "End all other sessions?",
    endOthersMeans: "You stay signed in only here.",
    othersHaveEnded: "All other sessions have ended.",
    endAll: "Sign out everywhere",
    askEndAll: "Sign out everywhere?",
    endAllMeans: "All your sessions end, including this one.",
  },

  practices: {
    about:
      "The practices that you work in. You see the patients of one at a time. To switch, click the practice in the header.",
    empty: "You are in no practice. Create one, or ask an owner for an invitation.",
    emptyForStaff: "You are in no practice. To work in one, ask its owner for an invitation.",
    isCurrent: "Current practice",
    facts: (role: string, since: string) => `As ${role.toLowerCase()}, since ${since}`,
    leave: "Leave",
    leaveOf: (name: string) => `Leave ${name}`,
    askLeave: (name: string) => withNames`Leave “${name}”?`,
    leaveMeans: "You lose access to its patients until somebody invites you again.",
    create: "Create a practice",
    name: "Name of the practice",
    nameHint: "You become its owner and switch to it.",
    submit: "Create",
  },

  display: {
    dates: "Dates and numbers",
    about: "These settings are stored in this browser and apply to everybody who uses it.",
    start: {
      label: "Start page",
      about: "The console opens on it.",
    },
    appearance: "Appearance",
    language: "Language",
    datesIn: "Language of dates and numbers",
    timeZone: "Time zone",
    asBrowser: (value: string) => `As in this browser (${value})`,
    asPractice: (value: string) => `As the practice (${value})`,
    asTexts: "Same as the language above",
    sample: (now: string) => `It is now ${now}.`,
    units: {
      title: "Measurements",
      about: "This setting belongs to your account. Records keep the unit in which they were entered.",
      label: "Units",
      systems: { metric: "Metric: kg, cm, °C", us: "US: lb, in, °F" },
      areSaved: (system: string) => `Measurements are now shown in these units: ${system}`,
    },
    isUnsaved: "The settings are not saved",
    allowStorage: "Allow this site to store data in your browser, and try again.",
  },
};

export const { display, email, practices, profile, sessions } = texts;
