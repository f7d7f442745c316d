/** What people of a country are made of. All names are common, and all combinations are invented. */
export type Country = {
  /** How many of the patients live here. */
  patients: number;
  language: string;
  women: readonly string[];
  men: readonly string[];
  lastNames: readonly string[];
  /** The last name of a woman, if it has another form. */
  feminine?: (lastName: string) => string;
  streets: readonly string[];
  /** Post codes with their towns. */
  towns: readonly string[];
  address: (street: string, house: number, town: string) => string;
  /**
   * A phone number for a number below 1,000. From a range that is reserved for fiction, if the country has one.
   * Otherwise one that nobody can have, as subscribers' numbers there do not begin with these digits.
   */
  phone: (number: number) => string;
};

/** Fills up a number with zeros. */
const digits = (number: number, count: number): string => String(number).padStart(count, "0");

export const houseAfter = (street: string, house: number, town: string) => `${street} ${house}, ${town}`;
export const houseFirst = (street: string, house: number, town: string) => `${house} ${street}, ${town}`;
export const houseAfterComma = (street: string, house: number, town: string) =>
  `${street}, ${house}, ${town}`;

/** The last digits of a number, filled up with zeros. */
export const lastDigits = (number: number, count: number): string => digits(number % 10 ** count, count);
