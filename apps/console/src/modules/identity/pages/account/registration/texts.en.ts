export const texts = {
  forgot: {
    title: "Reset your password",
    askAdministrator: "Ask the server's administrator for a link to choose a new password.",
    isSent: (email: string) => `If ${email} has an account, a link was sent to it.`,
    openIt: "Open it to choose a new password.",
    administratorHasIt: "The server's administrator can give you the link.",
    emailHint: "A link to choose a new password is sent to this address.",
    emailHintWithoutEmail: "The address of your account.",
  },

  register: {
    about:
      "You get an account, and a practice that you own. To join an existing one, ask its owner for an invitation.",
    signInInstead: "Sign in instead",
    practice: "Name of the practice",
    practiceHint: "Shown to your team. You can change it later.",
    timeZone: "Time zone of the practice",
    timeZoneHint: "Opening hours and appointments are shown in this time zone.",
    samplePractice: "Sample practice",
    inventedHint: "Invented, like the password. To come back later, enter your own.",
    sample: "Start with sample data",
    sampleHint:
      "About 200 invented patients with doctors, appointments and a history. You can remove all of it with one click.",
    submit: "Create practice",
    isCreating: "Creating your practice…",
    sampleFailed: "Your practice was created, but sample data could not be added",
    isTaken: "This address already has an account. Sign in, or reset the password",
    isClosed: "Ask the owner of a practice to invite you. The invitation link lets you create an account.",
    linkTitle: "Confirmation link",
    askAdministrator: (email: string) =>
      `Ask the server's administrator for the link for ${email} to create your account. It is valid for one day.`,
    mailedTitle: "Check your email",
    openIt: "Open it to create your account. It is valid for one day.",
  },
};

export const { forgot, register } = texts;
