import { PageTabs } from "../../../../kit/page/page-tabs.tsx";
import { texts as staffTexts } from "./texts.en.ts";

const tabs = [
  { to: "/staff/accounts", label: staffTexts.accounts.title },
  { to: "/staff/emergency-access", label: staffTexts.emergencyAccess },
] as const;

export const StaffTabs = () => <PageTabs label={staffTexts.tabs} tabs={tabs} />;
