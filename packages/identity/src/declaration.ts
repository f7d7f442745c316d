import { declare } from "@caretype/core/kernel/module/declaration";
import { everyone, owners, type PermissionDeclaration } from "@caretype/core/kernel/permissions/roles";

const permissions = {
  "account:self": {
    says: "Manage one's own account, sessions and notifications, list and leave practices, accept invitations",
    roles: "account",
    isGrantable: false,
  },
  "practice:create": {
    says: "Create another practice, as its owner",
    roles: "account",
    isGrantable: false,
  },
  "practice:read": { says: "See the practice's name and one's own permissions in it", roles: everyone },
  "practice:update": {
    says: "Change the practice's name and time zone, require a second factor of its members, add and remove sample data",
    roles: owners,
    isGrantable: false,
  },
  "member:read": { says: "See the practice's members and their roles", roles: everyone },
  "member:manage": {
    says: "Invite and remove members, change roles, link members to doctors",
    roles: owners,
    isGrantable: false,
  },
  "api-key:manage": { says: "Create and revoke API keys", roles: owners, isGrantable: false },
} as const satisfies Record<string, PermissionDeclaration>;

type Names = Record<keyof typeof permissions, true>;

declare module "@caretype/core/kernel/permissions/permissions" {
  interface Permissions extends Names {}
}

export const identity = declare({
  name: "identity",
  needs: ["people"],
  permissions,
});
