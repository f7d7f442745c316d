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

  secondFactor: {
    usePasskey: "Use a passkey",
    totp: {
      label: "Code",
      description: "The six digits that your authenticator app shows.",
      other: "Use the authenticator app",
      refusal: "Wrong code. Enter the next one that the app shows",
    },
    recoveryCode: {
      label: "Recovery code",
      description: "One of those that you have saved. Each works once.",
      other: "Use a recovery code",
      refusal: "Wrong or already used. Enter another code",
    },
  },
  passkey: {
    isUnused: "No passkey was used. Try again, or use another method.",
    exists: "This device already has a passkey for your account.",
    isOthers: "This passkey belongs to another account. Use one of the account that opened this page.",
    isElsewhere: "Passkeys of this server work only at its configured address. Open the console there.",
    failed: "This browser could not use a passkey here.",
  },
};
