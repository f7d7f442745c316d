import type { RouterOutputs } from "@caretype/client";
import type { LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { withNames } from "../shell/text/with-names.ts";

export type Notification = RouterOutputs["notification"]["list"]["items"][number];

/** The text of a notification, and the page it leads to. */
export type Described = { text: ReactNode; to: LinkProps["to"] };

export function describeNotification({ kind, actorName, actorId }: Notification): Described {
  const who = actorName ?? actorId ?? "Somebody";
  switch (kind) {
    case "invitation-accepted":
      return { text: withNames`${who} accepted your invitation`, to: "/members" };
    case "import-done":
      return { text: "Your import is done", to: "/imports" };
    case "import-failed":
      return { text: "Your import failed. Nothing was imported.", to: "/imports" };
    case "emergency-access":
      return {
        text: withNames`${who} opened a patient's record in an emergency`,
        to: "/audit/emergency-access",
      };
    case "email-unverified":
      return { text: "Your email address is not verified yet", to: "/account" };
  }
}
