import { pluralsOf } from "../../../../words/format/plural.ts";

const counted = pluralsOf("en");

export const texts = {
  empty: "There are no patients yet.",
  counting: "Counting",
  asOf: (time: string) => `As of ${time}`,
  refresh: "Refresh",

  numbers: {
    title: "Numbers",
    added: "New this month",
    treating: "Doctors with patients",
    assigned: "Assignments",
    /** `difference` is such as "+12". */
    gain: (difference: string) => `${difference} this month`,
    noGain: "None added this month",
    against: (difference: string, month: string, all: string) =>
      `${difference} against this time in ${month} (${all} in all)`,
    noneBefore: (month: string) => `None in ${month}`,
    asMany: (month: string, all: string) => `As many as by this time in ${month} (${all} in all)`,
    busyDoctors: (count: number) =>
      counted(count, {
        one: "1 doctor got new patients this month",
        other: "# doctors got new patients this month",
        zero: "None got a new patient this month",
      }),
  },
};

export const { numbers } = texts;
