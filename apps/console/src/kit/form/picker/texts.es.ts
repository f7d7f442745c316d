import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  label: "Calendario",
  previousMonth: "Mes anterior",
  nextMonth: "Mes siguiente",
  previousYear: "Año anterior",
  nextYear: "Año siguiente",
  previousDecade: "Años anteriores",
  nextDecade: "Años siguientes",
};
