export const texts = {
  settings: {
    title: "Name and contact",
    about: "Its name is shown at the top of each page and in invitations.",
    address: "Address",
    contactHint: "In emails to patients, their calendar files and prints",
    timeZone: "Time zone",
    timeZoneHint:
      "Opening hours, appointments and the days of statistics are in this time zone. Other times are in each reader's own.",
    notSet: "Not set (UTC)",
    role: "Your role",
    service: "Service",
    created: "Created",
    name: "Name of the practice",
    save: "Save practice",
    isSaved: "The practice is saved",
    changedOn: (when: string) => `It was changed on ${when}.`,
  },

  secondFactor: {
    own: "Your own password and second factor",
    title: "Second factor",
    about:
      "Members with a second factor sign in with a passkey, or with a password and a code from an app. API keys need none.",
    required: "Every member needs a second factor",
    requiredHint: "Set one up yourself before you require it of others.",
    days: "Days to set one up",
    daysHint:
      "Counted from each member's next sign-in. After that, members can open only their own account until they have one.",
    daysError: "A whole number from 0 to 90",
    isRequired: "Members need a second factor",
    isOptional: "Members need no second factor",
    everyMember: "Every member of this practice needs one.",
    optional: "It is optional in this practice.",
  },

  cancelling: { title: "Cancelling", reason: "Require a reason for cancelling an appointment" },
};

export const { secondFactor, settings } = texts;
