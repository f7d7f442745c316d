import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  add: "Añadir alergia",
  noneKnown: "Registrar «Sin alergias»",
  noneKnownOf: "Qué no se conoce",
  noneKnownQuestion: "¿Sin alergias conocidas?",
  noneKnownMeaning: (patient) =>
    withNames`Se preguntó a ${patient} y no se conoce ninguna alergia. Esto deja de valer con la primera alergia activa.`,
  isNoneKnown: (patient) => withNames`Se ha anotado que ${patient} no tiene alergias conocidas`,
  isAdded: (substance) => withNames`Se ha añadido la alergia a ${substance}`,
  isSaved: (substance) => withNames`Se ha guardado la alergia a ${substance}`,
  isInError: (substance) => withNames`La alergia a ${substance} se ha marcado como registrada por error`,
  addFor: (patient) => withNames`Añadir alergia: ${patient}`,
  editFor: (patient) => withNames`Editar alergia: ${patient}`,

  fields: {
    substance: "Sustancia",
    category: "Tipo de sustancia",
    criticality: "Riesgo",
    reactions: "Reacciones",
    clinicalStatus: "Estado",
    verificationStatus: "Certeza",
    onset: "Desde",
    note: "Nota",
  },
  addReaction: "Añadir reacción",
  removeReaction: (place) => `Quitar la reacción ${place}`,
  reaction: (place) => `Reacción ${place}`,
  severity: (place) => `Gravedad de la reacción ${place}`,
  withSeverity: (reaction, severity) => `${reaction} (${severity})`,
  categories: {
    food: "Alimento",
    medication: "Medicamento",
    environment: "Ambiente",
    biologic: "Sustancia biológica",
  },
  criticalities: { low: "Bajo", high: "Alto", "unable-to-assess": "No evaluable" },
  statuses: { active: "Activa", inactive: "Inactiva", resolved: "Resuelta" },
};
