import { PageTabs } from "../../kit/page/page-tabs.tsx";
import { staffTexts } from "../../words/texts/staff.ts";

const tabs = [
  { to: "/staff/accounts", label: staffTexts.accounts.title },
  { to: "/staff/emergency-access", label: staffTexts.emergencyAccess },
] as const;

export const StaffTabs = () => <PageTabs label={staffTexts.tabs} tabs={tabs} />;
