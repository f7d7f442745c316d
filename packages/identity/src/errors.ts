import type { Constraints } from "@caretype/core/kernel/error/definitions";
import {
  type ErrorDefinition,
  tellsBoth,
  tellsCause,
  tellsCure,
} from "@caretype/core/kernel/error/error-definition";

export const identityErrors = {
  INVALID_CREDENTIALS: tellsCause(401, "The credentials are not valid", {
    cause: "The same answer for an unknown account, a wrong password and a deactivated account.",
    cure: "Check the username or email address, and the password. `account.requestPasswordReset` sends a link to set a new password. Only staff reactivate accounts.",
  }),
  INVALID_REFRESH_TOKEN: tellsCause(401, "The refresh token is not valid", {
    cause: "It is unknown, expired or already used. Using a refresh token twice ends its session.",
    cure: "Sign in again. Store each new refresh token, and use it once.",
  }),
  SECOND_FACTOR_REQUIRED: tellsCause(401, "A second factor is required", {
    cause:
      "The password is right, and the account has a second factor. `secondFactor` has a `challenge`, valid for five minutes, and the `methods` that can answer it.",
    cure: "Call `account.completeLogin` with the challenge, and a code or the passkey's answer.",
  }),
  INVALID_SECOND_FACTOR: tellsBoth(401, "The second factor is not valid", {
    cause: "The code is wrong, expired or was used before, or the passkey is not the account's.",
    cure: "During sign-in, `secondFactor` repeats the challenge while attempts remain. After five failures, sign in again.",
  }),
  INVALID_LOGIN_CODE: tellsBoth(401, "The sign-in code is not valid", {
    cause:
      "It is unknown, expired, already used, or belongs to another program. Or the session that allowed it has ended.",
    cure: "Start the sign-in again.",
  }),
  EMAIL_NOT_VERIFIED: tellsCause(403, "The email address is not verified", {
    cause:
      "This server requires verification before the first sign-in: follow the link in the latest email. A sign-in with the right password sends another, at most five per hour.",
    cure: "Follow the link in the latest email. Sign in again with the right password to get another.",
  }),
  REGISTRATION_CLOSED: tellsCause(403, "Registration is closed", {
    cause: "This server is set to REGISTRATION=closed.",
    cure: "Ask an owner of a practice for an invitation. The operator sets `REGISTRATION`, or creates accounts with `caretype practice create`.",
  }),
  INVALID_LINK: tellsBoth(400, "The link is not valid", {
    cause: "It was used, has expired, was replaced by a newer one, or has another purpose.",
    cure: "Request a new one. The same applies to the challenge of a passkey registration.",
  }),
  MEMBER_NOT_FOUND: tellsCause(404, "No such member", {
    cause: "No account with this id is a member of your practice.",
    cure: "`member.list` has the members. Invite others with `invitation.create`.",
  }),
  INVITATION_NOT_FOUND: tellsCause(404, "No such invitation", {
    cause: "The id is unknown, belongs to another practice, or the invitation was accepted or withdrawn.",
    cure: "`invitation.list` has the pending invitations. Send another with `invitation.create`.",
  }),
  NOTIFICATION_NOT_FOUND: tellsCause(404, "No such notification", {
    cause:
      "The id is unknown, belongs to another account or practice, or the notification was older than 90 days.",
    cure: "`notification.list` has your notifications in this practice.",
  }),
  API_KEY_NOT_FOUND: tellsCause(404, "No such API key", {
    cause: "The id is unknown, belongs to another practice, or the key was revoked.",
    cure: "`apiKey.list` has the practice's keys. Create another with `apiKey.create`.",
  }),
  SESSION_NOT_FOUND: tellsCause(404, "No such session", {
    cause: "The id is unknown, belongs to another account, or the session has ended.",
    cure: "`session.list` has the sessions that you can end.",
  }),
  PASSKEY_NOT_FOUND: tellsCause(404, "No such passkey", {
    cause: "The id is unknown, or belongs to another account.",
    cure: "`passkey.list` has your passkeys.",
  }),
  USERNAME_TAKEN: tellsCure(409, "This username is taken", {
    cause: "Another account has this username.",
    cure: "Choose another username, or leave it out to get a generated one.",
  }),
  EMAIL_TAKEN: tellsCause(409, "This email address is taken", {
    cause: "An account with this email address exists.",
    cure: "Sign in to that account: `account.requestPasswordReset` sends a link to set a new password. Or use another address.",
  }),
  ALREADY_MEMBER: tellsCause(409, "Already a member", {
    cause: "The account is already a member of the practice.",
    cure: "No invitation is needed. `practice.list` has your practices, and `member.updateRole` changes a member's role.",
  }),
  LAST_OWNER: tellsBoth(409, "A practice needs an owner", {
    cause: "This is its last owner who can sign in.",
    cure: "Make another member an owner first.",
  }),
  DOCTOR_ALREADY_LINKED: tellsCause(409, "This doctor is linked to another member", {
    cause: "Another member of your practice is linked to this doctor.",
    cure: "Choose another doctor, or unlink the other member first with `member.linkDoctor`.",
  }),
  SECOND_FACTOR_ALREADY_SET_UP: tellsCure(409, "An authenticator app is already set up", {
    cause: "An account has at most one authenticator app.",
    cure: "Remove it first, then set up another one.",
  }),
  PASSKEY_ALREADY_REGISTERED: tellsBoth(409, "This passkey is already registered", {
    cause: "An account already has this passkey.",
    cure: "Create another one on the device.",
  }),
  TOO_MANY_PASSKEYS: tellsBoth(409, "Too many passkeys", {
    cause: "An account has at most 20.",
    cure: "Remove one that you no longer use.",
  }),
  SECOND_FACTOR_NOT_SET_UP: tellsBoth(409, "No second factor is set up", {
    cause: "The account has no suitable second factor.",
    cure: "Set one up first.",
  }),
} as const satisfies Record<string, ErrorDefinition>;

type Codes = Record<keyof typeof identityErrors, true>;

declare module "@caretype/core/kernel/error/definitions" {
  interface ErrorCodes extends Codes {}
}

export const identityConstraints: Constraints = {
  account_username_key: "USERNAME_TAKEN",
  account_email_key: "EMAIL_TAKEN",
  membership_doctor_key: "DOCTOR_ALREADY_LINKED",
};
