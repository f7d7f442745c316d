import { IconBuildingHospital, IconKey, IconLock, IconMailPlus, IconUser } from "@tabler/icons-react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import type { Manifest } from "../../session/module/manifest.ts";
import { commonTexts } from "../../words/common/common.ts";
import { accountRoutes } from "./pages/account/routes.tsx";
import { apiKeyRoutes } from "./pages/api-key/routes.tsx";
import { memberRoutes } from "./pages/member/routes.tsx";
import { practiceRoutes } from "./pages/practice/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = [...practiceRoutes, ...memberRoutes, ...apiKeyRoutes, ...accountRoutes] as const;

const facts = () => import("./facts.tsx");

export const manifest: Manifest = {
  entries: [
    {
      ...texts.practice,
      to: "/settings/practice",
      label: commonTexts.practice,
      needs: "practice:read",
      in: "practice",
      order: 10,
      Facts: lazyPart(facts, "PracticeFacts", "\u00a0"),
    },
    {
      ...texts.members,
      to: "/members",
      needs: "member:read",
      in: "practice",
      order: 20,
      key: "m",
      Facts: lazyPart(facts, "MemberFacts", "\u00a0"),
    },
    {
      ...texts.invite,
      to: "/members/invitations",
      icon: IconMailPlus,
      needs: "member:manage",
      in: "palette",
      order: 50,
      addsOn: ["/members"],
    },
    {
      ...texts.apiKeys,
      to: "/api-keys",
      needs: "api-key:manage",
      in: "data",
      order: 30,
      Facts: lazyPart(facts, "ApiKeyFacts", "\u00a0"),
    },
    {
      ...texts.newApiKey,
      to: "/api-keys/new",
      icon: IconKey,
      needs: "api-key:manage",
      in: "palette",
      order: 60,
      addsOn: ["/api-keys"],
    },
    { ...texts.display, to: "/settings/display", needs: "account:self", in: "own", order: 10 },
    { ...texts.account, to: "/account", icon: IconUser, in: "palette", order: 110 },
    { ...texts.security, to: "/account/security", icon: IconLock, in: "palette", order: 130 },
    { ...texts.sessions, to: "/account/sessions", icon: IconLock, in: "palette", order: 140 },
    { ...texts.practices, to: "/account/practices", icon: IconBuildingHospital, in: "palette", order: 150 },
  ],
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    identity: typeof routes;
  }
}
