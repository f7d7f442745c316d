import { Outlet } from "@tanstack/react-router";
import { Page } from "../shell/page/page.tsx";
import { PageTabs } from "../shell/page/page-tabs.tsx";
import { Permitted } from "../shell/route/permitted.tsx";

const tabs = [
  { to: "/audit", label: "Who did what" },
  { to: "/audit/broken-glass", label: "Broken glass" },
] as const;

/** What was done in the practice, and to whose records staff of the server had themselves let in. */
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
