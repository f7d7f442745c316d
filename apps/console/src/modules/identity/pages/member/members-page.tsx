import { TabbedPage } from "../../../../kit/page/page-tabs.tsx";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { texts as memberTexts } from "./texts.en.ts";

const tabs = [
  { to: "/members", label: memberTexts.title, needs: "member:read" },
  { to: "/members/invitations", label: memberTexts.tabs.invitations, needs: "member:manage" },
  { to: "/members/roles", label: memberTexts.tabs.roles, needs: "member:read" },
] as const;

export const MembersPage = permitted("member:read", () => {
  const may = usePermissions();
  return (
    <TabbedPage title={memberTexts.title} width="reading" tabs={tabs.filter(({ needs }) => may(needs))} />
  );
});
