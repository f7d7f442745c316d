import type { RouterOutputs } from "@caretype/client";
import type { LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { texts as notificationTexts } from "./texts.en.ts";

export type Notification = RouterOutputs["notification"]["list"]["items"][number];

/** The text of a notification, and the page it leads to. */
export type Described = { text: ReactNode; to: LinkProps["to"] };

export function describeNotification({ kind, actorName, actorId }: Notification): Described {
  const who = actorName ?? actorId ?? commonTexts.somebody;
  switch (kind) {
    case "invitation-accepted":
      return { text: notificationTexts.invitationAccepted(who), to: "/members" };
    case "import-done":
      return { text: notificationTexts.importDone, to: "/imports" };
    case "import-failed":
      return { text: notificationTexts.importFailed, to: "/imports" };
    case "emergency-access":
      return {
        text: notificationTexts.emergencyAccess(who),
        to: "/audit/emergency-access",
      };
    case "email-unverified":
      return { text: notificationTexts.emailUnverified, to: "/account" };
  }
}
