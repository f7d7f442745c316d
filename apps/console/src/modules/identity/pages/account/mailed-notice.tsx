import type { ReactNode } from "react";
import { Notice } from "../../../../kit/notice/notice.tsx";
import { canMail, nothingIsSent } from "../../../../kit/settings/server-facts.ts";

type MailedNoticeProps = {
  sent: string;
  next: ReactNode;
  /** What to do without a mail server. */
  unsent: ReactNode;
};

/** Instructions after a link was requested by email. */
export const MailedNotice = ({ sent, next, unsent }: MailedNoticeProps) => (
  <Notice is={canMail ? "done" : "caution"} title={canMail ? sent : nothingIsSent}>
    {canMail ? next : unsent}
  </Notice>
);
