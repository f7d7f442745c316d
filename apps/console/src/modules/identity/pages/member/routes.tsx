import { pagesIn } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt } from "../../../../session/route/layout-routes.tsx";

const membersRoute = pageAt("/members", () => import("./members-page.tsx"), "MembersPage");

const tab = pagesIn(membersRoute);

export const memberRoutes = [
  membersRoute.addChildren([
    tab("/", () => import("./member-list.tsx"), "MemberList"),
    tab("/invitations", () => import("./invitations.tsx"), "Invitations"),
    tab("/roles", () => import("./roles.tsx"), "Roles"),
  ]),
] as const;
