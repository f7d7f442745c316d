import type { SignedOutReason } from "@caretype/client";

export const texts = {
  signIn: "Sign in",
  createPractice: "Create your practice",

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
  signedOut: {
    ended: "Your session has ended. Sign in to continue where you were.",
    logout: "You are signed out.",
    otherTab: "You signed out in another tab.",
    replaced: "Somebody else signed in to this browser, so you are signed out.",
  } satisfies Record<SignedOutReason, string>,
  continueAsOther: "Continue as the signed-in account",
};

export const { form } = texts;
