import type { ReactNode } from "react";
import { Notice } from "../../../../kit/notice/notice.tsx";
import { canMail, nothingIsSent } from "../../../../kit/settings/server-facts.ts";

type MailedNoticeProps = {
  sent: string;
  next: ReactNode;
  /** What to do without a mail server. */
  unsent: ReactNode;
};

/** What follows once a link was asked for by email. */
export const MailedNotice = ({ sent, next, unsent }: MailedNoticeProps) => (
  <Notice is={canMail ? "done" : "caution"} title={canMail ? sent : nothingIsSent}>
    {canMail ? next : unsent}
  </Notice>
);
