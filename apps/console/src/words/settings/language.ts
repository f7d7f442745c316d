import type { Language } from "./display-settings.ts";
import { language, locale } from "./locale.ts";

type Load<Texts> = () => Promise<{ texts: Texts }>;

/**
 * Loads texts in this page's language, before the modules that import them run.
 * The build calls it for each import of a `texts.en.ts`.
 */
export const inLanguage = async <Texts>({
  "de-CH": swiss,
  ...catalogues
}: Record<Language, Load<Texts>> & { "de-CH"?: Load<Texts> }): Promise<Texts> =>
  (await ((locale === "de-CH" && language === "de" && swiss) || catalogues[language])()).texts;
