import type { Manifest } from "../../session/module/manifest.ts";
import { commonTexts } from "../../words/common/common.ts";
import { accountRoutes } from "./pages/account/routes.tsx";
import { apiKeyRoutes } from "./pages/api-key/routes.tsx";
import { memberRoutes } from "./pages/member/routes.tsx";
import { practiceRoutes } from "./pages/practice/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = [...practiceRoutes, ...memberRoutes, ...apiKeyRoutes, ...accountRoutes] as const;

export const manifest: Manifest = {
  entries: {
    practice: [
      {
        ...texts.practice,
        to: "/settings/practice",
        label: commonTexts.practice,
        needs: "practice:read",
        order: 10,
      },
      { ...texts.members, to: "/members", needs: "member:read", order: 20, key: "m" },
    ],
    additions: [
      {
        ...texts.invite,
        to: "/members/invitations",
        needs: "member:manage",
        order: 50,
        addsOn: ["/members"],
      },
      { ...texts.newApiKey, to: "/api-keys/new", needs: "api-key:manage", order: 60, addsOn: ["/api-keys"] },
    ],
    data: [{ ...texts.apiKeys, to: "/api-keys", needs: "api-key:manage", order: 30 }],
    own: [{ ...texts.display, to: "/settings/display", needs: "account:self", order: 10 }],
  },
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    identity: typeof routes;
  }
}
