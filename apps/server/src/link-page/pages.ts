import { type Form, type LinkPage, newPassword } from "./forms.ts";

const logIn = "You can close this page, and log in where you work.";

/** One for each link that a mail can have. */
export const linkPages: readonly LinkPage[] = [
  {
    path: "/confirm-registration",
    title: "Confirm your registration",
    paragraphs: [
      "Choose the password of your account: the one that you have registered with, or another one.",
    ],
    form: {
      action: "/api/auth/register/confirm",
      fields: [{ name: "password", label: "Password", type: "password", autocomplete: "current-password" }],
      button: "Make my account",
      done: `Your account is made, and your address is verified. ${logIn}`,
    },
  },
  {
    path: "/verify-email",
    title: "Verify your e-mail address",
    paragraphs: ["Say that the address that this link was mailed to is yours."],
    form: {
      action: "/api/auth/email/verify",
      fields: [],
      button: "This is my address",
      done: "Your address is verified. You can close this page.",
    },
  },
  {
    path: "/reset-password",
    title: "Choose a new password",
    paragraphs: [
      "All of your sessions end with it, on all devices. A second factor stays as it is, unless your address had never been confirmed: then it is removed.",
    ],
    form: {
      action: "/api/auth/password/reset/confirm",
      fields: newPassword,
      button: "Set the password",
      done: `Your password is set. ${logIn}`,
    },
  },
  {
    path: "/confirm-email",
    title: "Change your e-mail address",
    paragraphs: ["From then on you log in with the address that this link was mailed to."],
    form: {
      action: "/api/auth/email/change/confirm",
      fields: [],
      button: "Make it my address",
      done: "Your address is changed. You can close this page.",
    },
  },
  {
    path: "/unlock",
    title: "Let me log in again",
    paragraphs: [
      "Others have tried so often to log in to your account that log-ins are slowed down. For an hour, yours from here are not.",
    ],
    form: {
      action: "/api/auth/unlock",
      fields: [],
      button: "Let me log in",
      done: logIn,
    },
  },
];

/** Its form depends on whether the address that was invited has an account. */
export const acceptInvitation: { path: string; title: string; logIn: Form; register: Form } = {
  path: "/accept-invitation",
  title: "Join a practice",
  logIn: {
    action: null,
    fields: [
      { name: "password", label: "Your password", type: "password", autocomplete: "current-password" },
      {
        ...{ name: "code", label: "Code", type: "text", autocomplete: "one-time-code", isHidden: true },
        hint: "The six digits that your authenticator app shows, or a recovery code.",
      },
    ],
    button: "Log in and join",
    done: "",
  },
  register: {
    action: null,
    fields: [
      { name: "name", label: "Your name", type: "text", autocomplete: "name", isOptional: true },
      ...newPassword,
    ],
    button: "Make my account and join",
    done: "",
  },
};
