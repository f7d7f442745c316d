import { pagesIn } from "../../kit/navigation/lazy-page.ts";
import { pageAt } from "../../session/route/layout-routes.tsx";

const membersRoute = pageAt("/members", () => import("./members-page.tsx"), "MembersPage");

const tab = pagesIn(membersRoute);

export const memberRoutes = [
  membersRoute.addChildren([
    tab("/", () => import("./member-list.tsx"), "MemberList"),
    tab("/invitations", () => import("./invitations.tsx"), "Invitations"),
    tab("/roles", () => import("./roles-explained.tsx"), "RolesExplained"),
    tab("/practice", () => import("../practice/practice-settings.tsx"), "PracticeSettings"),
    tab(
      "/appointments",
      () => import("../../records/schedule/setup/appointment-settings.tsx"),
      "AppointmentSettings",
    ),
  ]),
] as const;
