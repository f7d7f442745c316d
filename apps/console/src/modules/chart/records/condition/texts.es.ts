import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  add: "Añadir problema",
  resolve: "Resolver",
  resolveOf: (what) => `Resolver: ${what}`,
  isAdded: (problem) => withNames`Se ha añadido ${problem}`,
  isSaved: (problem) => withNames`Se ha guardado ${problem}`,
  isInError: (problem) => withNames`Se ha marcado como registrado por error: ${problem}`,
  addFor: (patient) => withNames`Añadir problema: ${patient}`,
  editFor: (patient) => withNames`Editar problema: ${patient}`,
  resolveFor: (patient) => withNames`Resolver problema: ${patient}`,

  fields: {
    code: "Problema",
    category: "Tipo",
    clinicalStatus: "Estado",
    verificationStatus: "Certeza",
    severity: "Gravedad",
    onset: "Desde",
    abatement: "Hasta",
    note: "Nota",
  },
  categories: { "problem-list-item": "Problema", "encounter-diagnosis": "Diagnóstico de una atención" },
  statuses: {
    active: "Activo",
    recurrence: "Recurrencia",
    relapse: "Recaída",
    inactive: "Inactivo",
    remission: "En remisión",
    resolved: "Resuelto",
  },
};
