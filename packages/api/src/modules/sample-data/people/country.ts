/** Names, towns and phone numbers of a country. All names are common, and all combinations are invented. */
export type Country = {
  /** Number of patients who live here. */
  patients: number;
  language: string;
  women: readonly string[];
  men: readonly string[];
  lastNames: readonly string[];
  /** The feminine form of the last name, if there is one. */
  feminine?: (lastName: string) => string;
  streets: readonly string[];
  /** Postal codes with their towns. */
  towns: readonly string[];
  address: (street: string, house: number, town: string) => string;
  /**
   * Builds a phone number from a number below 1,000. Uses the country's range reserved for fiction. If there is none,
   * uses leading digits that no subscriber has.
   */
  phone: (number: number) => string;
};

const digits = (number: number, count: number): string => String(number).padStart(count, "0");

export const houseAfter = (street: string, house: number, town: string) => `${street} ${house}, ${town}`;
export const houseFirst = (street: string, house: number, town: string) => `${house} ${street}, ${town}`;
export const houseAfterComma = (street: string, house: number, town: string) =>
  `${street}, ${house}, ${town}`;

/** Returns the last digits of a number, padded with zeros. */
export const lastDigits = (number: number, count: number): string => digits(number % 10 ** count, count);
