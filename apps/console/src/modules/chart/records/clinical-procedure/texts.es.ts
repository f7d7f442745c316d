import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Procedimientos",
  empty: "Sin procedimientos.",
  add: "Añadir procedimiento",
  isAdded: (procedure) => withNames`Se ha añadido ${procedure}`,
  isSaved: (procedure) => withNames`Se ha guardado ${procedure}`,
  isInError: (procedure) => withNames`Se ha marcado como registrado por error: ${procedure}`,
  addFor: (patient) => withNames`Añadir procedimiento: ${patient}`,
  editFor: (patient) => withNames`Editar procedimiento: ${patient}`,
  between: (from, until) => `${formatPartialDate(from)} – ${formatPartialDate(until)}`,

  fields: {
    code: "Procedimiento",
    status: "Estado",
    statusReason: "Motivo si no se hizo o se interrumpió",
    performedFrom: "Inicio",
    performedUntil: "Fin",
    doctorId: "Médico",
    bodySite: "Localización anatómica",
    outcome: "Resultado",
    note: "Nota",
  },
  statuses: {
    preparation: "En preparación",
    "in-progress": "En curso",
    "not-done": "No realizado",
    "on-hold": "En pausa",
    stopped: "Interrumpido",
    completed: "Completado",
  },
};
