import { Box } from "@mantine/core";
import { Outlet } from "@tanstack/react-router";
import { usePermissions } from "../session/use-practice.ts";
import { Page } from "../shell/page/page.tsx";
import { PageTabs } from "../shell/page/page-tabs.tsx";
import { Permitted } from "../shell/route/permitted.tsx";

const tabs = [
  { to: "/members", label: "Members", needs: "member:read" },
  { to: "/members/invitations", label: "Invitations", needs: "member:manage" },
  { to: "/members/roles", label: "Roles", needs: "member:read" },
  { to: "/members/practice", label: "Practice", needs: "practice:read" },
] as const;

/** Members, invitations, roles and settings of the practice. */
export function MembersPage() {
  const may = usePermissions();
  return (
    <Permitted needs="member:read">
      <Page title="Members">
        <PageTabs label="Members" tabs={tabs.filter(({ needs }) => may(needs))} />
        <Box maw="var(--width-reading)">
          <Outlet />
        </Box>
      </Page>
    </Permitted>
  );
}
