import { withoutHiddenInLine } from "@caretype/core/kernel/field/hidden-characters";
import { AccountId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { CreatedAt, Email, requiredLine, UpdatedAt } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

const UnitSystem = z
  .enum(["metric", "us"])
  .describe("Which units the account sees first: kg and cm, or lb and in. Answers always name their unit.");

export const Account = namedObject("Account", "The public fields of an account.", {
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
});
export type Account = z.output<typeof Account>;

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

const minPasswordLength = 8;
const maxPasswordLength = 128;

/** Code points, so that an emoji counts as one character. */
const characters = (text: string) => Array.from(text).length;

/** Any Unicode text, because only its hash is stored. Lone surrogates are refused, as they would be hashed as U+FFFD. */
export const NewPassword = z
  .string()
  .max(maxPasswordLength * 2, { abort: true, error: `At most ${maxPasswordLength} characters` })
  .refine((password) => characters(password) >= minPasswordLength, `At least ${minPasswordLength} characters`)
  .refine((password) => characters(password) <= maxPasswordLength, `At most ${maxPasswordLength} characters`)
  .refine((password) => password.isWellFormed(), "Has an invalid character")
  .meta({ format: "password", minLength: minPasswordLength, maxLength: maxPasswordLength });

export const AccountName = requiredLine(200);

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

/** The token of an emailed link. Any other text is answered like an expired link. */
export const linkToken = z
  .string()
  .min(1, "Required")
  .describe("The part of the emailed link after `#token=`.");
export const currentPassword = z.string().min(1, "Required").meta({ format: "password" });

export const FollowLink = z.strictObject({ token: linkToken });

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
