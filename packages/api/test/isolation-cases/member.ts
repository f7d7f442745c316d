type Ids = {
  /** An account that works in the practice. */
  memberId: string;
  invitationId: string;
  /** Of the invitation's link, for an address that is nobody's here. */
  invitationToken: string;
};

const nothing = () => ({});

/** Rows of what is about who works in a practice. */
export const memberRows = {
  "practice.list": { input: nothing, foreign: "unseen" },
  "practice.create": { input: () => ({ name: "Another" }), foreign: "unseen" },
  "member.list": { input: nothing, foreign: "unseen" },
  "member.names": {
    input: ({ memberId }: Ids) => ({ ids: [memberId] }),
    foreign: "unseen",
    without: { ids: ["0198c0de-0000-7000-8000-000000000000"] },
  },
  "member.updateRole": {
    input: ({ memberId }: Ids) => ({ accountId: memberId, role: "owner" }),
    foreign: "MEMBER_NOT_FOUND",
  },
  "member.remove": {
    input: ({ memberId }: Ids) => ({ accountId: memberId }),
    foreign: "MEMBER_NOT_FOUND",
  },
  "member.leave": { input: nothing, foreign: "unseen" },
  "member.linkDoctor": {
    input: ({ memberId }: Ids) => ({ accountId: memberId, doctorId: null }),
    foreign: "MEMBER_NOT_FOUND",
  },
  "invitation.list": { input: nothing, foreign: "unseen" },
  "invitation.create": {
    input: () => ({ email: "invited@example.org", role: "viewer" }),
    foreign: "unseen",
  },
  "invitation.revoke": {
    input: ({ invitationId }: Ids) => ({ id: invitationId }),
    foreign: "INVITATION_NOT_FOUND",
  },
  "invitation.accept": {
    input: ({ invitationToken }: Ids) => ({ token: invitationToken }),
    foreign: "INVALID_LINK",
  },
} as const;
