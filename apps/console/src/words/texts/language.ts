import type { Language } from "../settings/display-settings.ts";
import { language } from "../settings/locale.ts";

type Load<Texts> = () => Promise<{ texts: Texts }>;
type Catalogues<Texts> = { en: Load<Texts> } & Record<Language, Load<NoInfer<Texts>>>;

/**
 * Loads the texts of this page's language, before the modules that import them run.
 * A language that lacks a text of the English catalogue does not compile.
 */
export const inLanguage = async <Texts>(catalogues: Catalogues<Texts>): Promise<Texts> =>
  (await catalogues[language]()).texts;
