import type { Language } from "./display-settings.ts";
import { language, locale } from "./locale.ts";

type Load<Texts> = () => Promise<{ texts: Texts }>;

/** In Swiss German, texts with `ß` have another catalog. */
const catalogue = language === "de" && locale === "de-CH" ? locale : language;

/**
 * Loads texts in this page's language, before the modules that import them run. The build calls it for each import of
 * a `texts.en.ts`.
 */
export const inLanguage = async <Texts>(
  catalogues: Record<Language, Load<Texts>> & { "de-CH"?: Load<Texts> },
): Promise<Texts> => (await (catalogues[catalogue] ?? catalogues[language])()).texts;
