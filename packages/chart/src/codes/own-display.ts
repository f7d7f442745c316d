type Terms = { display: string; synonyms: string };

const folded = (text: string) => text.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase();

/**
 * The display to keep. FHIR has `Coding.display` follow the rules of the code system: what is none of its terms gives way
 * to the code's own display. The author's words stay in the concept's `text`.
 */
export function displayOf({ display, synonyms }: Terms, given: string): string {
  const terms = [display, ...synonyms.split("\n")].map(folded);
  return terms.includes(folded(given)) ? given : display;
}
