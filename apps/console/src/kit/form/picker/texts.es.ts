import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  label: "Calendario",
  previousMonth: "Mes anterior",
  nextMonth: "Mes siguiente",
  chooseMonth: "Elegir un mes",
  previousYear: "Año anterior",
  nextYear: "Año siguiente",
  chooseYear: "Elegir un año",
  previousDecade: "Años anteriores",
  nextDecade: "Años siguientes",
};
