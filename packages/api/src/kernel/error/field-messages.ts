// Pure: the console translates these.

/**
 * All messages about a field, and all reasons of import problems and blockers. `{name}` stands for a value.
 * A message that is not here does not compile in `invalidInput`, and fails a test in a schema.
 */
export const fieldMessages = [
  // The kind and size of a value
  "Required",
  "Not valid",
  "Unknown field",
  "Has to be a text",
  "Has to be a number",
  "Has to be a whole number",
  "Has to be true or false",
  "Has to be a list",
  "Has to be an object",
  "Has to be of another type",
  "Has to be one of {values}",
  "Has to be at most {maximum}",
  "Has to be at least {minimum}",
  "Has to be at most {maximum} characters long",
  "Has to be at least {minimum} characters long",
  "0 or more",
  "At most 23",
  "At most 90",
  "At least {minimum} characters",
  "At most {maximum} characters",
  "Send at least one id",
  "Send at most 200 ids",
  "Has to be no greater than `maxAge`",
  "Must be no later than `until`",
  "Must be in the future",
  "Cannot be combined with `doctorId`",
  "`relevance` needs words to search for in `q`",

  "Has not started in this status",
  "Has not ended in this status",
  "Only if it was not done",
  "Is more than a day in the future",
  "Is in the future",
  "Is before the patient's birth",
  "Was born after this happened",
  "Is after a record of the patient",
  "Says that no allergy is known: send it to `allergy.recordNoneKnown`",
  "Says that no allergy of some kind is known, and is none",
  "The patient has allergies",
  "Has to be no earlier than the start",
  "Send at least one observation",
  "Has to be no less than the least number",
  "Has to be a decimal number, such as 6.30",
  "Is of another patient",
  "An allergy cannot be restricted",
  "Has to name members of the practice",
  "Is the statement that no allergy is known",
  "Has to be a year, a month or a day, such as 2019, 2019-05 or 2019-05-28",
  "Send words, a code or both",
  "Send a code of a terminology as `coding`",
  "Has to be the hash of a review",
  "Has to be a URI, such as http://snomed.info/sct",
  "Has to be the code system itself",
  "Has not been imported",
  "Cannot be combined with `field`",
  "Not a code that this field offers",
  "Not JSON",
  "A code is not an object",
  "Codes are more than 100 levels deep",
  "Only lists of codes are read. Let a terminology server expand the value set first",
  "Not a UCUM unit, such as mmol/L",
  "Does not measure this. Send one of: {units}",
  "Is in the old unit. Send it in the new unit",
  "Is impossible: has to be from {least} to {greatest} {unit}",
  "Has to be a number with a unit, as this is measured",
  "Names another unit than the column of units",
  "The diastolic pressure is not below the systolic one",
  "The patient has this already",

  // Texts
  "Has characters that cannot be stored",
  "Has a line break or another control character",
  "Has a letter that could not be read: type the text again",
  "Is an error of a spreadsheet: type the value again",
  "Has an invalid character",
  "Has a hidden character that reverses text ({code}): type it again instead of pasting it",
  "Has a character that is never part of text ({code}): type it again instead of pasting it",
  "Has a character that looks different on each computer ({code}): type it again instead of pasting it",

  // Names, contact details and dates
  "Give a name, or a first and a last name",
  "Required with a first name",
  "Required with a last name",
  "First and last name together must be at most {maximum} characters",
  "Not an email address",
  "Not a phone number: it has no digits",
  "Not a phone number: letters can only be in an extension, as in 555-0100 ext. 12, or in a note in brackets, as in 555-0100 (home)",
  "Not a language tag, such as en or de-CH",
  "Not a date (YYYY-MM-DD)",
  "Not a date of birth: in the future, or over 150 years ago",
  "Does not match the date of birth; send one of the two",
  "Is before the date of birth",
  "The patient has died: say why they are booked",
  "Not an instant, such as 2026-11-20T17:28:00Z (in a URL, write + as %2B)",
  "Not a time zone, such as Europe/Zurich",
  "Not a time of day, such as 09:00",
  "Not known to the database",

  // Accounts and sign-in
  "3 to 150 letters, digits or @ . + - _",
  "A username that looks like an email address must be your own",
  "Does not match the password",
  "An invitation is to a practice that has a name",
  "An invitation is to a practice that has its own time zone",
  "Send an email address or a username",
  "Send an email address or a username, not both",
  "Six digits",
  "Send a code, a recovery code or a passkey",
  "Send only one of a code, a recovery code and a passkey",
  "The account has a second factor: send a code, a recovery code or a passkey",
  "Not base64url",
  "Not a transport",
  "Cannot be verified: create it with these options, on a page of this server, on a device that verifies its user",

  "It has just been changed",
  "Not your password",

  // Advice on passwords
  "Too close to your own name, username or email address.",
  "Too easy to guess.",
  "Too easy to guess: it is a row of keys on the keyboard.",
  "Too easy to guess: it is a short pattern on the keyboard.",
  "Too easy to guess: it is one character, repeated.",
  "Too easy to guess: it is a few characters, repeated.",
  "Too easy to guess: it is a sequence, such as abc or 4321.",
  "Too easy to guess: it is a recent year.",
  "Too easy to guess: it is a date.",
  "Too easy to guess: it is one of the ten most common passwords.",
  "Too easy to guess: it is one of the most common passwords.",
  "Too easy to guess: it is a common password.",
  "Too easy to guess: it is close to a common password.",
  "Too easy to guess: it is a single word.",
  "Too easy to guess: it is a name.",
  "Too easy to guess: it is a common name.",
  "Too easy to guess: it is a common word with digits or signs around it.",
  "Too easy to guess: it is close to your name, address or practice, or to the name of this product.",
  "Add a few words that are less common.",
  "A capital letter at the start hardly helps.",
  "Capital letters alone hardly help.",
  "Digits or signs instead of letters hardly help.",
  "Writing it backwards hardly helps.",
  "Leave out years related to you.",

  // Ids, versions and pages
  "Not an id",
  'Must be a version, such as 3, or "any"',
  "Not a cursor of this list",
  "Not a cursor of this list and sort",
  "Not a cursor of a history",
  "The record was removed in this version",
  "Has to be another patient",
  "The patient has died",
  "Cannot be changed: remove the assignment and create another",
  "Send 1 to 128 letters, digits or . _ : ~ + / = @ - per call",

  // API keys and staff
  "You do not have {permissions} yourself",
  "Also requires {permissions}",
  "This account is deactivated: reactivate it first",
  "This is your own account: another staff account can deactivate it",
  "This is the last active staff account: create another one first",
  "This patient's practice has no members to notify",
  "No account has this email address",

  // Appointments
  "This time is over",
  "Is not offered any more",
  "Has to be a whole minute",
  "Has to be in a year from 1900 to 2999",
  "Has to be in a year up to 2999",
  "Has to be no later than `to`",
  "Has to be at most 92 days after `from`",
  "Has to be within 31 days of `from`",
  "Has to be within a year of `from`",
  "Has to be before `closes`",
  "Has to be before `validTo`",
  "Has to be before `to`",
  "Send `opens` and `closes`, or neither",
  "Send a doctor or a specialization, not both",
  "Has to be no later than the latest time",
  "Has to be no later than the last day",
  "Extra hours need `opens` and `closes`",

  // Files to import
  "Only for a table",
  "Only for a Synthea export",
  "Required for a table",
  "A table is one file",
  "Missing: {names}",
  "Duplicate: {names}",
  "Not one of {names}",
  "The file appears twice",
  "The file has no column of this name",
  "The file has several columns of this name",
  "Not a field of this kind of record ({records})",
  "Choose the column with the name, or those with the first and the last name",
  "Choose the column with the gender",
  "Required with a date of birth: choose the format of dates",
  "Required: choose the format of dates",
  "Choose the columns with the patient, the doctor and the start",
  "Choose the columns with the patient, the code or its text, the date and the value",
  "Choose the columns with the patient, and the code or its text",
  "Choose the columns with the patient, the code or its text, and the date",
  "Choose the columns with the patient and the start",
  "Only for appointments and clinical records",
  "Only for clinical records",
  "Only for observations",
  "Only for appointments",
  "Only for visits with one seat",
  "Not a file of this upload",
  "Not a column that is imported",
  "Has to be in line order, without repeats",
  "A row of a calendar has one cell",
  "Only for a table or a calendar",
  "Required, but for a calendar",
  "A calendar is one file",

  // Rows to import
  "These lines overlap those of another part",
  "The file is no calendar",
  "The calendar has more than {maximum} appointments",
  "The row has {cells} fields, the header {names}",
  "May be male or female here: say which with `genders`, or write the word",
  "Not a phone number: a spreadsheet has shortened it",
  "A quote is not closed",
  "A quote is misplaced",
  "Longer than {maximum} characters",
  "Not a gender, such as male, female, other, unknown, M, F",
  "Not a date in the format {format}",
  "Not a valid date, read as {format}",
  "Not a whole number",
  "Not an instant (YYYY-MM-DDTHH:MM:SSZ)",
  "Is before START",
  "Give the time of day, too",
  "The event cannot be read",
  "The event repeats too often, or its rule cannot be read",
  "Has to be after the start",
  "Has to be from 1 to 1439 minutes",
  "The clocks skip this time",
  "Not a status, such as booked, fulfilled, cancelled, noshow",
  "Has not ended yet",
  "There is no such patient",
  "There is no such doctor",
  "There is no such encounter",
  "Name the system of the code",
  "Not a number with this decimal mark",
  "Several patients match: give an identifier, or the date of birth",
  "Several doctors match: give an identifier",
  "Repeats the appointment of line {line}",
  "The doctor has another appointment at this time",
  "The doctor of line {line} is booked at this time",
  "The patient has another appointment at this time",
  "The patient of line {line} is booked at this time",
  "The doctor's day is full",
  "The file has more than {maximum} appointments to come",
  "Repeats the identifier of line {line}",
  "The encounter is locked",
  "The encounter was entered in error",
  "Not found in {file} or in an earlier import",
  "Another doctor in the directory has this licence number",
  "Another doctor in the directory has this email address",
  "The doctor of line {line} has this licence number",
  "The doctor of line {line} has this email address",

  // What blocks a restoration, or the undo of a merge or an import
  "undo this merge instead",
  "undo this later merge first",
  "removed since the merge: restore the patient first",
  "restored or erased since the merge",
  "edited since, now version {version}",
  "made since",
] as const;

/** A message with its values in place of `{name}`. */
type Filled<Text extends string> = Text extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Text;

export type FieldMessageText = (typeof fieldMessages)[number];

/** Field errors that the console can translate. */
export type KnownErrors = Record<string, FieldMessage[]>;
export type FieldMessage = Filled<FieldMessageText>;

const escaped = (text: string) => text.replaceAll(/[.()?+]/g, "\\$&");

const withoutValues: ReadonlySet<string> = new Set(fieldMessages.filter((text) => !text.includes("{")));

const withValues = fieldMessages
  .filter((text) => text.includes("{"))
  .map(
    (text) =>
      new RegExp(
        `^${text
          .split(/\{\w+\}/)
          .map(escaped)
          .join(".+")}$`,
        "s",
      ),
  );

export const isFieldMessage = (text: string): text is FieldMessage =>
  withoutValues.has(text) || withValues.some((pattern) => pattern.test(text));

/** The message of a schema, which a test knows to be in the list. */
export const messageOf = (text = ""): FieldMessage => (isFieldMessage(text) ? text : "Not valid");
