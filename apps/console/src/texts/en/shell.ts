import type { ReactNode } from "react";
import { withNames } from "../../shell/text/with-names.ts";

export const texts = {
  /** The title of the browser's tab. */
  tabTitle: (page: string) => `${page} · Caretype`,
  skip: "Skip to the content",
  stillLoading: "Still loading…",
  copied: "Copied",

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
    close: "Close this message",
    isNotUndone: "This could not be undone",
    isChangedSince: "Somebody has changed it since.",
    lastOwner: "This is the last owner who can sign in. Make somebody else an owner first.",
    /** `when` is such as "in 40 seconds". */
    tryAgain: (when: string) => `Try again ${when}.`,
    inAMoment: "in a moment",
    secondFactor: (link: ReactNode) => withNames`This requires a second factor: ${link}.`,
    setUpSecondFactor: "set it up in your account",
  },

  pages: {
    toDashboard: "Go to the dashboard",
    failed: "Something went wrong",
    retry: "Retry",
    notFound: "Not found",
    notFoundText: "This page does not exist, or its record was removed.",
    notAllowed: "Not allowed",
    ofStaff: "This page is for server staff.",
    ofRole: "Your role in this practice does not allow this. An owner of the practice can give you another.",
    ofMembers: "This page is for members of a practice, and you are in none.",
  },

  nothingIsSent: "This server cannot send email.",
  /** Time zones without a continent, such as UTC. */
  otherZones: "Other",
};
