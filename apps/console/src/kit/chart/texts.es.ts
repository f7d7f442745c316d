import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  chart: "Gráfico",
  table: "Tabla",
  chartOf: (title) => `Gráfico: ${title}`,
  tableOf: (title) => `Tabla: ${title}`,
  asTable: (title) => `${title}, en una tabla`,
  isOutdated: "Estas cifras no están al día: la actualización ha fallado.",
  isLoading: "Cargando el gráfico",
  isMissing: "No se pudo cargar el gráfico. Estas son sus cifras.",
  all: "Todos",
};
