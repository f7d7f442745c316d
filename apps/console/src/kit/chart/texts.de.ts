import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  chart: "Diagramm",
  table: "Tabelle",
  chartOf: (title) => `Diagramm: ${title}`,
  tableOf: (title) => `Tabelle: ${title}`,
  asTable: (title) => `${title}, als Tabelle`,
  isOutdated: "Diese Zahlen sind veraltet: Die Aktualisierung ist fehlgeschlagen.",
  isLoading: "Diagramm wird geladen",
  isMissing: "Das Diagramm konnte nicht geladen werden. Hier sind seine Zahlen.",
  all: "Alle",
};
