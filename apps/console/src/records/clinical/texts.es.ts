import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  editOf: (what) => `Editar: ${what}`,
  inError: "Registrado por error",
  inErrorOf: (what) => `Registrado por error: ${what}`,
  reason: "Motivo",
  isInError: "La entrada se marcó como registrada por error",
  addAnyway: "Añadir de todos modos",
  isThere: (what: string) => `El paciente ya lo tiene: ${what}. No se ha añadido nada.`,
  errorIsFinal: "La entrada sale de la lista y queda en el historial. No se puede deshacer.",
  until: (date) => `hasta ${date}`,
  undone: "Deshecho justo después de añadirlo",
  notSaid: "Sin indicar",
  thereAreMore: "Hay más, que no se muestran aquí.",
  wasSaved: (instant) => `Se guardó el ${instant}.`,
  partialDate: "Año, mes o día: 2019, 2019-05 o 2019-05-28",
  severities: { mild: "Leve", moderate: "Moderada", severe: "Grave" },
  verifications: {
    unconfirmed: "Sin confirmar",
    provisional: "Provisional",
    differential: "Diagnóstico diferencial",
    confirmed: "Confirmado",
    refuted: "Refutado",
  },
};
