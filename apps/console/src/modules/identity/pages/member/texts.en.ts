import type { ReactNode } from "react";
import { withNames } from "../../../../words/format/with-names.ts";

type MemberFacts = {
  /** Null if the name is the address. */
  email: string | null;
  since: string;
  /** A link to the member's entry in the directory. */
  doctor: ReactNode | null;
};

const membership = (email: string | null, since: string) =>
  email === null ? `Member since ${since}` : `${email}, member since ${since}`;

export const texts = {
  title: "Members",
  tabs: { invitations: "Invitations", roles: "Roles" },
  role: "Role",

  list: {
    title: "Members of this practice",
    about: "A role change takes effect with the member's next action.",
    empty: "No members.",
    invite: "Invite somebody",
    isYou: "You",
    facts: ({ email, since, doctor }: MemberFacts) =>
      doctor === null
        ? membership(email, since)
        : withNames`${membership(email, since)}. In the directory as ${doctor}`,
    changeRole: "Change role",
    link: "Link to a doctor",
    changeLink: "Change doctor",
    leave: "Leave",
    leavePractice: "Leave the practice",
    askLeave: "Leave the practice?",
    leaveMeans:
      "You lose access to its patients until somebody invites you again. Its last owner cannot leave.",
    askRemove: (name: string) => withNames`Remove ${name} from the practice?`,
    removeMeans:
      "They lose access at once, and their open invitations are withdrawn. Their account and their past work remain. You can invite them again.",
    isRemoved: (name: string) => withNames`${name} is no longer a member`,
  },

  roleDialog: {
    title: (name: string) => withNames`Role of ${name}`,
    isChanged: (name: string, role: string) => withNames`The role of ${name} is now ${role}`,
    isYou: "This is you",
    onlyOthers: "Only another owner can restore the permissions that you give up.",
    submit: "Change the role",
  },

  doctorDialog: {
    title: (name: string) => withNames`Doctor entry of ${name}`,
    about:
      "Members who are doctors are linked to their entry in the directory. They sign notes as that doctor.",
    isSame: (name: string, doctor: string) => `${name} and ${doctor} are the same person`,
    unlink: "Remove the link",
    submit: "Link",
    isUnlinked: (name: string) => withNames`${name} is no longer linked to a doctor`,
    isLinked: (name: string, doctor: string) => withNames`${name} is ${doctor} in the directory`,
  },

  invite: {
    about: "They are sent a link. It works once, within seven days. They can create an account with it.",
    aboutHandOver:
      "You get a link to hand over. It works once, within seven days. They can create an account with it.",
    submit: "Invite",
    isSent: (email: string) => `An invitation was sent to ${email}`,
    isMember: "Already works in this practice",
    handOver: (email: string) =>
      `Send this link to ${email} yourself, in private. It is shown only once, and does not verify their address.`,
    linkFor: (email: string) => `Link for ${email}`,
    copyLink: "Copy link",
  },

  invitations: {
    title: "Open invitations",
    empty: "No invitation is open.",
    facts: (at: string, until: string) => `Invited, ${at}. The link is valid until ${until}`,
    factsBy: (name: string, at: string, until: string) =>
      withNames`Invited by ${name}, ${at}. The link is valid until ${until}`,
    revoke: "Revoke",
    revokeOf: (email: string) => `Revoke the invitation of ${email}`,
    askRevoke: (email: string) => `Revoke the invitation of ${email}?`,
    revokeMeans: "Its link stops working.",
    isRevoked: (email: string) => `The invitation of ${email} is revoked`,
    isSentAgain: (email: string) => `A new invitation was sent to ${email}`,
    isNotSent: (email: string) => `The invitation of ${email} was not sent`,
    sendAgain: "Send again",
    sendAgainTo: (email: string) => `Send again to ${email}`,
    newLink: "New link",
    newLinkFor: (email: string) => `New link for ${email}`,
  },

  roles: {
    ofEach: "Permissions of each role",
    what: "What",
    who: "Who",
    everybody: "Everybody",
  },
};

export const { doctorDialog, invitations, invite, list, roleDialog, roles } = texts;
