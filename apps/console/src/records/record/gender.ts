import { type Gender, genders, isGender } from "./genders.ts";
import { texts } from "./texts.en.ts";

export const genderLabels: Record<Gender, string> = texts.genders;

export const genderOptions = genders.map((value) => ({ value, label: genderLabels[value] }));

/** Other programs' values. */
export const genderHeadings =
  "sex|geschlecht|sexe|sexo|genre|genero|sesso|geslacht|sexatbirth|anrede|salutation|tratamiento".split("|");

export const genderOf = (value: string | undefined): Gender | undefined =>
  value !== undefined && isGender(value) ? value : undefined;
