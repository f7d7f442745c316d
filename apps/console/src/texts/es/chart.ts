import { withNames } from "../../shell/text/with-names.ts";
import type { texts as english } from "../en/chart.ts";

export const texts: typeof english = {
  allergies: "Alergias",
  areLoading: "Alergias: cargando…",
  areNotLoaded: "No se pudieron cargar las alergias.",
  neverAsked: "Alergias: nunca se preguntó",
  noneKnown: "Sin alergias conocidas",
  noneKnownBy: (instant, who) => withNames`Sin alergias conocidas (${instant}, ${who})`,
  noneActive: "Sin alergias activas, solo pasadas o refutadas",
  areListed: "Alergias:",
  highCriticality: "criticidad alta",
  thereAreMore: "hay más, que no se muestran aquí",
};
