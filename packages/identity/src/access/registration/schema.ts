import { Email } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { couldBeEmail } from "../../account/rules.ts";
import {
  Account,
  AccountName,
  currentPassword,
  linkToken,
  NewPassword,
  Username,
} from "../../account/schema.ts";
import { InvitationToken } from "../../practice/invitation/schema.ts";
import { NewPracticeZone, PracticeName } from "../../practice/schema.ts";
import { TokenPair } from "../../session/schema.ts";

const newAccountFields = {
  username: Username.optional().describe("Default: derived from the email address."),
  email: Email.describe("The address to sign in with. It is unique, ignoring case."),
  name: AccountName.optional().describe("Default: the username."),
  password: NewPassword.describe("8 to 128 characters. Passwords that are easily guessed are refused."),
};

type Identity = { username?: string | undefined; email: string };

/** Prevents usernames that are, or may become, another account's email address. */
const ownsUsername = ({ username, email }: Identity) =>
  username === undefined || !couldBeEmail(username) || username.toLowerCase() === email.toLowerCase();

const foreignAddress = {
  path: ["username"],
  error: "A username that looks like an email address must be your own",
};

export const NewAccount = z.strictObject(newAccountFields).refine(ownsUsername, foreignAddress);
export type NewAccount = z.output<typeof NewAccount>;

export const Register = z
  .strictObject({
    ...newAccountFields,
    passwordConfirmation: z.string().optional().describe("For forms. If sent, it has to equal the password."),
    practiceName: PracticeName.optional().describe(
      "The name of your own practice. Default: `Practice of` and your name. Not with an invitation.",
    ),
    timeZone: NewPracticeZone,
    invitationToken: InvitationToken.optional().describe(
      "The token of an emailed invitation link, which verifies the address. The account joins that practice instead of getting its own. Works with any setting of `REGISTRATION`.",
    ),
  })
  .refine(ownsUsername, foreignAddress)
  .refine(
    ({ password, passwordConfirmation }) =>
      passwordConfirmation === undefined || passwordConfirmation === password,
    { path: ["passwordConfirmation"], error: "Does not match the password" },
  )
  .refine(
    ({ practiceName, invitationToken }) => practiceName === undefined || invitationToken === undefined,
    {
      path: ["practiceName"],
      error: "An invitation is to a practice that has a name",
    },
  )
  .refine(({ timeZone, invitationToken }) => timeZone === undefined || invitationToken === undefined, {
    path: ["timeZone"],
    error: "An invitation is to a practice that has its own time zone",
  });

/** A new account. `practiceName` and `timeZone` are those of its own practice, if its owner chose them. */
export type NewOwner = NewAccount & { practiceName?: string | undefined; timeZone?: string | undefined };

/** Tokens are null while the email address must be verified first. */
export const Registered = Account.extend({
  tokens: TokenPair.nullable().describe("Null while the email address has to be verified first."),
})
  .describe("A new account. It has a session, unless its email address has to be verified first.")
  .meta({ id: "Registered" });
export type Registered = z.output<typeof Registered>;

export const ConfirmRegistration = z.strictObject({
  token: linkToken,
  password: currentPassword.describe("The account's new password: the one of the registration, or another."),
});
export type ConfirmRegistration = z.output<typeof ConfirmRegistration>;
export const RegistrationConfirmed = Account.extend({
  tokens: TokenPair.describe("The tokens of a new session."),
})
  .describe("A new account whose email address is verified, with its session.")
  .meta({ id: "RegistrationConfirmed" });
export type RegistrationConfirmed = z.output<typeof RegistrationConfirmed>;
