import type { ReactNode } from "react";
import { withNames } from "../../../../../words/format/with-names.ts";

type Invitation = { invitedBy: string; email: ReactNode; practice: string; role: string };

export const texts = {
  isIncomplete: "This link is incomplete. Open it from the email again, or copy all of it.",
  isInvalid: "This link is no longer valid: it was used, has expired, or was replaced by a newer one.",
  toConsole: "Go to the console",

  confirmEmail: {
    title: "Change your email address",
    about: "From then on you sign in with the address that received this link.",
    submit: "Change my address",
    done: "Your email address is changed.",
    nextStep: "Request the change again in your account.",
  },
  verifyEmail: {
    title: "Verify your email address",
    about: "Confirm that the address that received this link is yours.",
    submit: "Verify my address",
    done: "Your address is verified.",
    nextStep: "Request a new link in your account, or by signing in.",
  },
  confirmRegistration: {
    title: "Confirm your registration",
    about: "Choose a password for your account. It can be the one that you registered with.",
    submit: "Create account",
    again: "Register again",
  },
  resetPassword: {
    title: "Choose a new password",
    about:
      "This ends all your sessions on all devices. Your second factor is kept, unless your address was never verified: then it is removed.",
    submit: "Set the password",
    done: "Your password is set.",
    again: "Request a new link",
  },
  unlock: {
    title: "Unlock your sign-in",
    about:
      "Sign-ins to your account are delayed after many failed attempts. Unlocking lifts the delay from here for one hour.",
    submit: "Unlock",
    done: "You can sign in from here again.",
    nextStep: "Wait until the delay is over, or reset your password.",
  },
  invitation: {
    title: "Join a practice",
    about: ({ invitedBy, email, practice, role }: Invitation) =>
      withNames`${invitedBy} invites ${email} to work in the practice “${practice}”, as ${role.toLowerCase()}.`,
    nextStep: "Ask the person who invited you for a new invitation.",
    joinAs: (email: string) => `Join as ${email}`,
    signedInAs: (email: string) => `You are signed in as ${email}.`,
    isForOther: "The invitation is for another account. If you sign in to it, you are signed out of yours.",
    signInAndJoin: "Sign in and join",
    createAndJoin: "Create account and join",
    isTaken: "This address now has an account. Open the link in the email again and sign in.",
  },
};

export const { confirmEmail, confirmRegistration, invitation, resetPassword, unlock, verifyEmail } = texts;
