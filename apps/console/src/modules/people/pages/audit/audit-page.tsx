import { TabbedPage } from "../../../../kit/page/page-tabs.tsx";
import { permitted } from "../../../../session/route/permitted.tsx";
import { texts as auditTexts } from "./texts.en.ts";

const tabs = [
  { to: "/audit", label: auditTexts.tabs.entries },
  { to: "/audit/emergency-access", label: auditTexts.tabs.emergencyAccess },
] as const;

export const AuditPage = permitted("audit:read", () => <TabbedPage title={auditTexts.title} tabs={tabs} />);
