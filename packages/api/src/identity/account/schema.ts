import { z } from "zod";
import { withoutHiddenInLine } from "../../kernel/field/hidden-characters.ts";
import { AccountId } from "../../kernel/field/ids.ts";
import { CreatedAt, Email, requiredLine, UpdatedAt } from "../../kernel/field/schemas.ts";
import { InvitationToken } from "../invitation/schema.ts";
import { NewPracticeZone, PracticeName } from "../practice/schema.ts";
import { typedFactorFields } from "../second-factor/schema.ts";
import { couldBeEmail } from "./rules.ts";

const UnitSystem = z
  .enum(["metric", "us"])
  .describe("Which units the account sees first: kg and cm, or lb and in. Answers always name their unit.");

export const Account = z
  .object({
    id: AccountId,
    username: z.string().describe("The name to sign in with, beside the email address. It never changes."),
    name: z.string().describe("The name that colleagues see. The account can change it."),
    email: z.string().describe("The address to sign in with. Only an emailed link changes it."),
    isActive: z.boolean().describe("False once staff deactivated the account, which can then not sign in."),
    isStaff: z.boolean().describe("True for administrators of the server."),
    emailVerified: z.boolean().describe("True once an emailed link was opened."),
    unitSystem: UnitSystem,
    createdAt: CreatedAt,
    updatedAt: UpdatedAt,
  })
  .describe("The public fields of an account.")
  .meta({ id: "Account" });
export type Account = z.output<typeof Account>;

export const TokenPair = z
  .object({
    access: z.string().describe("Sent as `Authorization: Bearer`. It expires after some minutes."),
    refresh: z
      .string()
      .describe("`cookie` if the session is kept in one. See the header `Caretype-Session`."),
  })
  .describe("The tokens of a session. Each refresh replaces both.")
  .meta({ id: "TokenPair" });
export type TokenPair = z.output<typeof TokenPair>;

/** Letters and digits of any script and `@ . + - _`, normalized so that equivalent names are equal. */
export const Username = z
  .string()
  .overwrite(withoutHiddenInLine)
  .trim()
  // Aborts first, because normalizing a long hostile text takes seconds.
  .max(150, { abort: true })
  .normalize("NFKC")
  .regex(/^[\p{L}\p{M}\p{N}@.+_-]{3,150}$/u, "3 to 150 letters, digits or @ . + - _")
  .meta({ minLength: 3 });

const shortestPassword = 8;
const longestPassword = 128;

/** Code points, so that an emoji counts as one character. */
const characters = (text: string) => Array.from(text).length;

/** Any Unicode text, because only its hash is stored. Lone surrogates are refused, as they would be hashed as U+FFFD. */
const NewPassword = z
  .string()
  .max(longestPassword * 2, { abort: true, error: `At most ${longestPassword} characters` })
  .refine((password) => characters(password) >= shortestPassword, `At least ${shortestPassword} characters`)
  .refine((password) => characters(password) <= longestPassword, `At most ${longestPassword} characters`)
  .refine((password) => password.isWellFormed(), "Has an invalid character")
  .meta({ format: "password", minLength: shortestPassword, maxLength: longestPassword });

const AccountName = requiredLine(200);

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

/** The username is fixed. The email address is changed by an emailed link. */
export const UpdateAccount = z
  .strictObject({
    name: AccountName.optional().describe(
      "The name that colleagues see, on one line. Send this or another field.",
    ),
    unitSystem: UnitSystem.optional(),
  })
  .refine((sent) => Object.values(sent).some((value) => value !== undefined), {
    path: ["name"],
    error: "Required",
  });
export type UpdateAccount = z.output<typeof UpdateAccount>;

/** Tokens are null while the email address must be verified first. */
export const Registered = Account.extend({
  tokens: TokenPair.nullable().describe("Null while the email address has to be verified first."),
})
  .describe("A new account. It has a session, unless its email address has to be verified first.")
  .meta({ id: "Registered" });
export type Registered = z.output<typeof Registered>;

/** The token of an emailed link. Any other text is answered like an expired link. */
const linkToken = z.string().min(1, "Required").describe("The part of the emailed link after `#token=`.");
const currentPassword = z.string().min(1, "Required").meta({ format: "password" });

export const FollowLink = z.strictObject({ token: linkToken });

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

export const RequestPasswordReset = z.strictObject({
  email: Email.describe("The account's address. The answer does not reveal whether there is an account."),
});

export const ResetPassword = z.strictObject({
  token: linkToken,
  password: NewPassword.describe("The new password: 8 to 128 characters."),
});
export type ResetPassword = z.output<typeof ResetPassword>;

export const ChangePassword = z.strictObject({
  currentPassword: currentPassword.describe("The password so far."),
  newPassword: NewPassword.describe("8 to 128 characters. Passwords that are easily guessed are refused."),
});
export type ChangePassword = z.output<typeof ChangePassword>;

export const RequestEmailChange = z.strictObject({
  newEmail: Email.describe("The address that gets the link. Until it is opened, the old one stays."),
  currentPassword: currentPassword.describe("Confirms that the account's owner asks."),
});
export type RequestEmailChange = z.output<typeof RequestEmailChange>;

/** Forms that send an unused field as `""` are accepted. */
const identifier = z
  .string()
  .overwrite(withoutHiddenInLine)
  .trim()
  .transform((value) => value || undefined)
  .optional();

/** Formats are not checked, so that impossible names are answered like unknown ones. */
export const LogIn = z
  .strictObject({
    email: identifier.describe("The account's address. Send this or the username."),
    username: identifier.describe("Send this or the email address."),
    password: z.string().min(1, "Required").describe("The account's password."),
    ...typedFactorFields,
  })
  .refine(({ email, username }) => email !== undefined || username !== undefined, {
    path: ["email"],
    error: "Send an email address or a username",
  })
  .refine(({ email, username }) => email === undefined || username === undefined, {
    path: ["username"],
    error: "Send an email address or a username, not both",
  });
export type LogIn = z.output<typeof LogIn>;

export const LoggedIn = TokenPair.extend({
  user: Account.describe("The account that signed in."),
  tokens: TokenPair.describe("The same two tokens as beside it."),
})
  .describe("A new session and its account.")
  .meta({ id: "LoggedIn" });
export type LoggedIn = z.output<typeof LoggedIn>;

export const Unlock = z.strictObject({
  token: z
    .string()
    .min(1, "Required")
    .describe("The token of the emailed link that ends the delay of sign-ins."),
});

export const Refresh = z.strictObject({
  refresh: z.string().min(1, "Required").describe("The refresh token of the newest pair, or `cookie`."),
});

/** A refresh token sent along ends its session, too. */
export const LogOut = z
  .strictObject({ refresh: z.string().optional().describe("A refresh token whose session ends, too.") })
  .prefault({});
