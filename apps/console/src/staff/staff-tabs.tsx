import { PageTabs } from "../shell/page/page-tabs.tsx";

const tabs = [
  { to: "/staff/accounts", label: "Accounts" },
  { to: "/staff/emergency-access", label: "Emergency access" },
] as const;

export const StaffTabs = () => <PageTabs label="Staff" tabs={tabs} />;
