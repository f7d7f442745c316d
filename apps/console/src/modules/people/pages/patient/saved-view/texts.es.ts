import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  label: "Vistas guardadas",
  update: (name) => withNames`Actualizar «${name}»`,
  save: "Guardar vista",
  rename: "Cambiar nombre",
  remove: "Eliminar vista",
  askRemove: (name) => withNames`¿Eliminar la vista «${name}»?`,
  removeConsequence: "Se elimina para toda la consulta. Los pacientes no cambian.",
  isSaved: (name) => withNames`Se ha guardado la vista «${name}»`,
  isRemoved: (name) => withNames`Se ha eliminado la vista «${name}»`,
  isNotSaved: "No se ha guardado la vista",
  nameHint: "Toda la consulta ve esta vista. No use nombres de pacientes.",
  submit: "Guardar",
};
