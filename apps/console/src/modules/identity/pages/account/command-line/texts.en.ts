import { withNames } from "../../../../../words/format/with-names.ts";

export const texts = {
  title: "Sign in the command line",
  asks: (host: string) => withNames`The Caretype command line on ${host} asks to sign in.`,
  onlyIfYou: "Allow this only if you have just started it yourself, on this computer",
  claimed: "The computer’s name is what the program says. It is not verified.",
  account: (name: string, email: string) => withNames`It will be signed in as ${name} (${email}).`,
  mayAll: "It can read and change everything that you can.",
  inPractices: "It works in all of your practices:",
  untilEnded:
    "It stays signed in until it signs out, its session expires, or you end the session in your account.",
  allow: "Allow",
  otherAccount: "For another account, cancel, sign out here, and start again in the terminal.",
  incomplete: "This address is incomplete",
  startAgain: "Start again in the terminal. If you did not start anything there, close this page.",
};
