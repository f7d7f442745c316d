import { Box } from "@mantine/core";
import { Outlet } from "@tanstack/react-router";
import { Page } from "../shell/page/page.tsx";
import { PageTabs } from "../shell/page/page-tabs.tsx";

const tabs = [
  { to: "/account", label: "Profile" },
  { to: "/account/security", label: "Security" },
  { to: "/account/sessions", label: "Sessions" },
  { to: "/account/practices", label: "Practices" },
  { to: "/account/display", label: "Display" },
] as const;

export function AccountPage() {
  return (
    <Page title="My account">
      <PageTabs label="My account" tabs={tabs} />
      <Box maw="var(--width-reading)">
        <Outlet />
      </Box>
    </Page>
  );
}
