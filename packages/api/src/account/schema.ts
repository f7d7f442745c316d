import { z } from "zod";
import { withoutHiddenInLine } from "../field/hidden-characters.ts";
import { AccountId } from "../field/ids.ts";
import { Email, Instant, requiredLine } from "../field/schemas.ts";
import { InvitationToken } from "../invitation/schema.ts";
import { typedFactorFields } from "../second-factor/schema.ts";
import { couldBeEmail } from "./rules.ts";

/** The public fields of an account. */
export const Account = z
  .object({
    id: AccountId,
    username: z.string(),
    name: z.string(),
    email: z.string(),
    isActive: z.boolean(),
    isStaff: z.boolean(),
    emailVerified: z.boolean(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: "Account" });
export type Account = z.output<typeof Account>;

export const TokenPair = z
  .object({
    access: z.string(),
    refresh: z
      .string()
      .describe("`cookie` where the session is kept in one: see the header `Caretype-Session`."),
  })
  .meta({ id: "TokenPair" });
export type TokenPair = z.output<typeof TokenPair>;

/** Letters and digits of any script and `@ . + - _`; normalised, so that what looks alike is alike. */
export const Username = z
  .string()
  .overwrite(withoutHiddenInLine)
  .trim()
  // Ends here when it is longer: to normalise a long hostile text takes seconds.
  .max(150, { abort: true })
  .normalize("NFKC")
  .regex(/^[\p{L}\p{M}\p{N}@.+_-]{3,150}$/u, "3 to 150 letters, digits or @ . + - _")
  .meta({ minLength: 3 });

const shortestPassword = 8;
const longestPassword = 128;

/** Characters as people count them: an emoji outside the first plane is one. */
const characters = (text: string) => Array.from(text).length;

/** Any Unicode, also NUL: only its hash is kept. A lone surrogate would be hashed as U+FFFD, so it is refused. */
const NewPassword = z
  .string()
  .max(longestPassword * 2, { abort: true, error: `At most ${longestPassword} characters` })
  .refine((password) => characters(password) >= shortestPassword, `At least ${shortestPassword} characters`)
  .refine((password) => characters(password) <= longestPassword, `At most ${longestPassword} characters`)
  .refine((password) => password.isWellFormed(), "Has a broken character")
  .meta({ format: "password", minLength: shortestPassword, maxLength: longestPassword });

const AccountName = requiredLine(200);

const newAccountFields = {
  username: Username.optional().describe("Derived from the e-mail address when left out."),
  email: Email,
  name: AccountName.optional().describe("The username when left out."),
  password: NewPassword,
};

type Identity = { username?: string | undefined; email: string };

/** Nobody can take as a username what is, or may become, the address somebody else logs in with. */
const ownsUsername = ({ username, email }: Identity) =>
  username === undefined || !couldBeEmail(username) || username.toLowerCase() === email.toLowerCase();

const foreignAddress = {
  path: ["username"],
  error: "A username that looks like an e-mail address has to be your own",
};

export const NewAccount = z.strictObject(newAccountFields).refine(ownsUsername, foreignAddress);
export type NewAccount = z.output<typeof NewAccount>;

export const Register = z
  .strictObject({
    ...newAccountFields,
    passwordConfirmation: z.string().optional(),
    invitationToken: InvitationToken.optional().describe(
      "Of an invitation's mailed link, which has proved the address: the account is verified and joins that practice, and has none of its own. It is made whatever `REGISTRATION` is.",
    ),
  })
  .refine(ownsUsername, foreignAddress)
  .refine(
    ({ password, passwordConfirmation }) =>
      passwordConfirmation === undefined || passwordConfirmation === password,
    { path: ["passwordConfirmation"], error: "Does not match the password" },
  );

/** A username stays, and an e-mail address is changed by a mailed link. */
export const UpdateAccount = z.strictObject({ name: AccountName });
export type UpdateAccount = z.output<typeof UpdateAccount>;

/** The tokens are null while the server wants the e-mail address verified first. */
export const Registered = Account.extend({ tokens: TokenPair.nullable() });
export type Registered = z.output<typeof Registered>;

/** Of a mailed link. Whatever it is, it is answered as one that is good no more. */
const linkToken = z.string().min(1, "Required").describe("What stands in the mailed link after `#token=`.");
const currentPassword = z.string().min(1, "Required").meta({ format: "password" });

export const FollowLink = z.strictObject({ token: linkToken });

export const ConfirmRegistration = z.strictObject({
  token: linkToken,
  password: currentPassword.describe(
    "The account's password from now on: the one of the registration, or another one.",
  ),
});
export type ConfirmRegistration = z.output<typeof ConfirmRegistration>;
export const RegistrationConfirmed = Account.extend({ tokens: TokenPair });
export type RegistrationConfirmed = z.output<typeof RegistrationConfirmed>;

export const RequestPasswordReset = z.strictObject({ email: Email });

export const ResetPassword = z.strictObject({ token: linkToken, password: NewPassword });
export type ResetPassword = z.output<typeof ResetPassword>;

export const ChangePassword = z.strictObject({ currentPassword, newPassword: NewPassword });
export type ChangePassword = z.output<typeof ChangePassword>;

export const RequestEmailChange = z.strictObject({ newEmail: Email, currentPassword });
export type RequestEmailChange = z.output<typeof RequestEmailChange>;

/** Forms that send the field they do not use as `""` are understood. */
const identifier = z
  .string()
  .overwrite(withoutHiddenInLine)
  .trim()
  .transform((value) => value || undefined)
  .optional();

/** No format is checked: what cannot exist is answered like what does not exist. */
export const LogIn = z
  .strictObject({
    email: identifier,
    username: identifier,
    password: z.string().min(1, "Required"),
    ...typedFactorFields,
  })
  .refine(({ email, username }) => email !== undefined || username !== undefined, {
    path: ["email"],
    error: "An e-mail address or a username is needed",
  })
  .refine(({ email, username }) => email === undefined || username === undefined, {
    path: ["username"],
    error: "Either an e-mail address or a username, not both",
  });
export type LogIn = z.output<typeof LogIn>;

export const LoggedIn = TokenPair.extend({ user: Account, tokens: TokenPair });
export type LoggedIn = z.output<typeof LoggedIn>;

export const Unlock = z.strictObject({ token: z.string().min(1, "Required") });

export const Refresh = z.strictObject({ refresh: z.string().min(1, "Required") });

/** A refresh token sent along ends its session, too. */
export const LogOut = z.strictObject({ refresh: z.string().optional() }).prefault({});
