type Terms = { display: string; synonyms: string };

const folded = (text: string) => text.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase();

/**
 * Returns the display to keep. By FHIR, `Coding.display` must be a term of the code system, so any other text is
 * replaced by the code's display. The author's words stay in the concept's `text`.
 */
export function displayOf({ display, synonyms }: Terms, given: string): string {
  const terms = [display, ...synonyms.split("\n")].map(folded);
  return terms.includes(folded(given)) ? given : display;
}
