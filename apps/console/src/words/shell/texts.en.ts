import type { ReactNode } from "react";
import { withNames } from "../format/with-names.ts";

export const texts = {
  tabTitle: (page: string) => `${page} · Caretype`,
  stillLoading: "Still loading…",

  connection: {
    offline: {
      title: "You are offline",
      text: "This page may be out of date. Your input is not lost: save it when the connection is back.",
    },
    unreachable: {
      title: "The server cannot be reached",
      text: "This page retries every few seconds and then continues. Your input is not lost.",
    },
    newer: {
      title: "A new version of Caretype is available",
      text: "Save your changes, then load it.",
      button: "Load the new version",
    },
    incomplete: {
      title: "Part of this page is missing",
      text: "It could not be loaded. Save your changes, then reload the page.",
      button: "Reload the page",
    },
  },

  notice: {
    isStale: "Nothing was saved. Reload the page to see what it is now, then change it again.",
    lastOwner: "This is the last owner who can sign in. Make somebody else an owner first.",
    /** `when` is such as "in 40 seconds". */
    tryAgain: (when: string) => `Try again ${when}.`,
    inAMoment: "in a moment",
    secondFactor: (link: ReactNode) => withNames`This requires a second factor: ${link}.`,
    setUpSecondFactor: "set it up in your account",
  },

  pages: {
    failed: "Something went wrong",
    retry: "Retry",
  },

  nothingIsSent: "This server cannot send email.",
};

export const { connection } = texts;
