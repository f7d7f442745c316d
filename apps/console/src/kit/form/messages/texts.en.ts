import type { FieldMessageText } from "@caretype/api";

/** Keyed by the API's text, in which `{name}` stands for a value. */
export type FieldMessageTexts = Readonly<Record<FieldMessageText, string>>;

/** The API's messages about fields that mention its calls. Others are shown unchanged. */
export const texts: Readonly<Partial<Record<FieldMessageText, string>>> = {
  "Has to be an object": "Not valid",
  "Send at least one id": "Choose at least one",
  "Send at most 200 ids": "Choose at most 200",
  "Has to be no greater than `maxAge`": "Has to be no greater than the highest age",
  "Must be no later than `until`": "Must be no later than the end",
  "Cannot be combined with `doctorId`": "Cannot be combined with a doctor",
  "`relevance` needs words to search for in `q`": "Needs words to search for",
  "Denies all allergies: use `allergy.recordNoneKnown`":
    "Denies all allergies: record that none is known instead",
  "Denies all records of its kind: use `chart.recordNoneKnown`":
    "Denies all records of its kind: record that there is none instead",
  "Does not say what it is: send its name, or no record":
    "Does not say what it is: enter its name, or no record",
  "Has several codes: send one": "Has several codes: enter one",
  "Cannot be combined with `signs`": "Cannot be combined with columns of signs",
  "Send at least one observation": "Enter at least one observation",
  "Send words, a code or both": "Enter words, a code or both",
  "Send a code of a terminology as `coding`": "Choose a code of a terminology",
  "Cannot be combined with `field`": "Cannot be combined with a field",
  "A code is not an object": "A code has another form than expected",
  "Has its numbers in `components`, each with its code and unit":
    "Has several numbers: enter each with its code and unit",
  "Does not measure this. Send one of: {units}": "Does not measure this. Possible are: {units}",
  "Is in the old unit. Send it in the new unit": "Is in the old unit. Enter it in the new unit",
  "Does not match the date of birth; send one of the two":
    "Does not match the date of birth: enter one of the two",
  "Not an instant, such as 2026-11-20T17:28:00Z (in a URL, write + as %2B)": "Not a date with a time",
  "Send an email address or a username": "Enter an email address or a username",
  "Send an email address or a username, not both": "Enter an email address or a username, not both",
  "Send a code, a recovery code or a passkey": "Use a code, a recovery code or a passkey",
  "Send only one of a code, a recovery code and a passkey":
    "Use only one of a code, a recovery code and a passkey",
  "The account has a second factor: send a code, a recovery code or a passkey":
    "The account has a second factor: use a code, a recovery code or a passkey",
  "Not an id": "Choose one of the list",
  "Not a cursor of this list": "The list has changed: load it again",
  "Not a cursor of this list and sort": "The list has changed: load it again",
  "Not a cursor of a history": "The history has changed: load it again",
  "Send 1 to 128 letters, digits or . _ : ~ + / = @ - per call":
    "1 to 128 letters, digits or . _ : ~ + / = @ -",
  "Has to be no later than `to`": "Has to be no later than the end",
  "Has to be at most 92 days after `from`": "Has to be at most 92 days after the first day",
  "Has to be within 31 days of `from`": "Has to be within 31 days of the first day",
  "Has to be within a year of `from`": "Has to be within a year of the first day",
  "Has to be before `closes`": "Has to be before the end",
  "Has to be before `validTo`": "Has to be no later than the last day",
  "Has to be before `to`": "Has to be no later than the last day",
  "Send `opens` and `closes`, or neither": "Enter both times, or neither",
  "Send a doctor or a specialization, not both": "Choose a doctor or a specialization, not both",
  "Extra hours need `opens` and `closes`": "Extra hours need a beginning and an end",
  "May be male or female here: say which with `genders`, or write the word":
    "May be male or female here: choose which, or write the word",
  "May have thousands or decimals: set `decimalMark` to `point`, or leave out the thousands’ mark":
    "May have thousands or decimals: choose the point as decimal mark, or leave out the thousands’ mark",
  "Not an instant (YYYY-MM-DDTHH:MM:SSZ)": "Not a date with a time",
};
