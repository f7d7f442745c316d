import type { SignedOutReason } from "@caretype/client";

export const texts = {
  signIn: "Sign in",
  signOut: "Sign out",
  toSignIn: "Back to sign-in",
  createPractice: "Create your practice",
  yourName: "Your name",
  yourNameHint: "Shown to your colleagues.",
  newPassword: "New password",
  newPasswordHint: "8 to 128 characters that are hard to guess, such as a few unrelated words.",
  sendLink: "Send a link",
  requestLink: "Request a link",
  isSent: (email: string) => `A link was sent to ${email}.`,

  form: {
    name: "Email address or username",
    or: "or",
    withPasskey: "Sign in with a passkey",
    forgot: "Forgot password?",
    secondFactor: "Your account has a second factor. Use it to finish signing in.",
    isOver: "Your time ran out, or too many codes were wrong. Sign in again.",
    wrongNames:
      "The name or the password is wrong. After many failed attempts, sign-ins are delayed; the account's owner gets a link that unlocks them.",
    wrongNamesWithoutEmail:
      "The name or the password is wrong. After many failed attempts, sign-ins are delayed.",
    notVerified: "Open the link in the email that was just sent to you, then sign in again.",
    notVerifiedWithoutEmail:
      "This server cannot send email. Ask the server's administrator for the link that verifies your address, then sign in again.",
  },
  /** Over a page whose session has ended. */
  again: {
    ended: {
      title: "Sign in to continue",
      text: "Your session has ended. Your input is kept. What you were about to do continues once you sign in.",
      submit: "Sign in",
      leave: "Leave without saving",
    },
    locked: {
      title: "Locked",
      text: "Sign in again to continue. Everything that you have entered is kept, in all your tabs.",
      submit: "Unlock",
      leave: "Sign in as somebody else",
    },
  },
  signedOut: {
    ended: "Your session has ended. Sign in to continue where you were.",
    logout: "You are signed out.",
    otherTab: "You signed out in another tab.",
    replaced: "Somebody else signed in to this browser, so you are signed out.",
  } satisfies Record<SignedOutReason, string>,
  continueAsOther: "Continue as the signed-in account",
  signingOut: "Signing out",
  signOutFailed:
    "Signing out failed: your session is still open in this browser. Keep this page open until it is closed.",

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
    timeZoneHint: "In which its opening hours and appointments are meant.",
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
