export const texts = {
  /** Before the page locks itself. */
  locking: {
    title: (time: string) => `This page locks at ${time}`,
    text: "Nobody has used it for a while. Your input is not lost: you can sign in again and continue.",
    keepWorking: "Keep working",
  },
  /** A practice or a server requires a second factor. */
  requirement: {
    dueTitle: "Set up a second factor to continue",
    dueText:
      "It is required here, and the time to set it up is over. Add a passkey or an authenticator app to regain access.",
    title: "Set up a second factor",
    titleBy: (deadline: string) => `Set up a second factor by ${deadline}`,
    practiceRequires: "This practice requires one.",
    serverRequires: "This server requires one.",
    startsAtSignIn: "The deadline starts at your next sign-in.",
    setUp: "Set it up now",
  },
  reauthentication: {
    title: "Confirm your identity",
    text: "This action requires re-authentication. It is valid for ten minutes.",
    wrongPassword: "Not your password",
  },
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
