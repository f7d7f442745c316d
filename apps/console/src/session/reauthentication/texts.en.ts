export const texts = {
  signOut: "Sign out",
  toSignIn: "Back to sign-in",
  yourName: "Your name",
  yourNameHint: "Shown to your colleagues.",
  newPassword: "New password",
  newPasswordHint: "8 to 128 characters that are hard to guess, such as a few unrelated words.",
  sendLink: "Send a link",
  requestLink: "Request a link",
  isSent: (email: string) => `A link was sent to ${email}.`,
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

export const { passkey, secondFactor } = texts;
