import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/signed-in-route.tsx";

const membersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/members",
  component: lazyPage(() => import("./members-page.tsx"), "MembersPage"),
});

const listRoute = createRoute({
  getParentRoute: () => membersRoute,
  path: "/",
  component: lazyPage(() => import("./member-list.tsx"), "MemberList"),
});

const invitationsRoute = createRoute({
  getParentRoute: () => membersRoute,
  path: "/invitations",
  component: lazyPage(() => import("./invitations.tsx"), "Invitations"),
});

const rolesRoute = createRoute({
  getParentRoute: () => membersRoute,
  path: "/roles",
  component: lazyPage(() => import("./roles-explained.tsx"), "RolesExplained"),
});

const practiceRoute = createRoute({
  getParentRoute: () => membersRoute,
  path: "/practice",
  component: lazyPage(() => import("../practice/practice-settings.tsx"), "PracticeSettings"),
});

const appointmentsRoute = createRoute({
  getParentRoute: () => membersRoute,
  path: "/appointments",
  component: lazyPage(
    () => import("../../records/schedule/setup/appointment-settings.tsx"),
    "AppointmentSettings",
  ),
});

export const memberRoutes = [
  membersRoute.addChildren([listRoute, invitationsRoute, rolesRoute, practiceRoute, appointmentsRoute]),
] as const;
