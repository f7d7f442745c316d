import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  empty: "Este paciente no tiene ningún médico asignado.",
  noReason: "Sin motivo registrado",
  since: (instant, assignedBy) =>
    assignedBy === undefined
      ? withNames`Desde el ${instant}`
      : withNames`Desde el ${instant}, por ${assignedBy}`,
  changeReason: "Cambiar el motivo",
  changeReasonOf: (doctor) => `Cambiar el motivo, ${doctor}`,
  unassign: (doctor) => `Quitar asignación: ${doctor}`,
  reasonFor: (doctor) => withNames`Motivo para asignar a ${doctor}`,
  isSaved: (doctor) => withNames`Se ha guardado el motivo de ${doctor}`,
  isReverted: (doctor) => withNames`El motivo de ${doctor} ha vuelto a una versión anterior`,
};
