import { Outlet } from "@tanstack/react-router";
import { Page } from "../../kit/page/page.tsx";
import { PageTabs } from "../../kit/page/page-tabs.tsx";
import { usePermissions } from "../../session/client/use-practice.ts";
import { permitted } from "../../session/route/permitted.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { texts as memberTexts } from "./texts.en.ts";

const tabs = [
  { to: "/members", label: memberTexts.title, needs: "member:read" },
  { to: "/members/invitations", label: memberTexts.tabs.invitations, needs: "member:manage" },
  { to: "/members/roles", label: memberTexts.tabs.roles, needs: "member:read" },
  { to: "/members/practice", label: commonTexts.practice, needs: "practice:read" },
  { to: "/members/appointments", label: memberTexts.tabs.appointments, needs: "appointment:read" },
] as const;

export const MembersPage = permitted("member:read", Members);

function Members() {
  const may = usePermissions();
  return (
    <Page title={memberTexts.title}>
      <PageTabs label={memberTexts.title} tabs={tabs.filter(({ needs }) => may(needs))} />
      <Outlet />
    </Page>
  );
}
