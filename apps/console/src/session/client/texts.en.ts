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
};

export const { requirement } = texts;
