export const mailLanguages = ["en", "de", "es"] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/**
 * The language of emails: the first of an `Accept-Language`, or of a BCP 47 tag such as `de-CH`. Default: English.
 */
export function mailLanguageOf(tags: string | null | undefined): MailLanguage {
  for (const tag of (tags ?? "").toLowerCase().split(",")) {
    const [wanted] = tag.trim().split(/[-;]/);
    const language = mailLanguages.find((each) => each === wanted);
    if (language) return language;
  }
  return "en";
}

type MailWords = {
  /** For dates. */
  locale: string;
  /** Null: without a name. */
  greeting: (name: string | null) => string;
  validUntil: (time: string) => string;
};

/** Texts of all kinds of emails. */
export const mailWords: Readonly<Record<MailLanguage, MailWords>> = {
  en: {
    locale: "en-GB",
    greeting: (name) => (name === null ? "Hello," : `Hello ${name},`),
    validUntil: (time) => `The link is valid once, until ${time}.`,
  },
  de: {
    locale: "de-DE",
    greeting: (name) => (name === null ? "Guten Tag," : `Guten Tag ${name},`),
    validUntil: (time) => `Der Link gilt einmal, bis ${time}.`,
  },
  es: {
    locale: "es-ES",
    greeting: (name) => (name === null ? "Buenos días:" : `Buenos días, ${name}:`),
    validUntil: (time) => `El enlace sirve una sola vez, hasta el ${time}.`,
  },
};
