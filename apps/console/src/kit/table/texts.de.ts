import { formatNumber } from "../../words/format/format.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  loadingMore: "Weitere werden geladen …",
  clearSearch: "Text löschen",
  select: (name) => `${name} auswählen`,
  firstOf: (rows) => `Geladen: ${rows}; nach unten scrollen für mehr`,
  filters: (count) => (count > 0 ? `Filter (${formatNumber(count)})` : "Filter"),
  printed: (count) => `Nicht die ganze Liste: nur die ${formatNumber(count)} geladenen Zeilen.`,
};
