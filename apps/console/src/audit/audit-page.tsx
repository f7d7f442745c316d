import { Outlet } from "@tanstack/react-router";
import { Page } from "../shell/page/page.tsx";
import { PageTabs } from "../shell/page/page-tabs.tsx";
import { Permitted } from "../shell/route/permitted.tsx";

const tabs = [
  { to: "/audit", label: "Entries" },
  { to: "/audit/emergency-access", label: "Emergency access" },
] as const;

/** The audit entries and the emergency access of staff. */
export function AuditPage() {
  return (
    <Permitted needs="audit:read">
      <Page title="Audit">
        <PageTabs label="Audit" tabs={tabs} />
        <Outlet />
      </Page>
    </Permitted>
  );
}
