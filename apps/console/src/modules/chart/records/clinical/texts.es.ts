import { formatPartialDate } from "../../../../words/format/format.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  editOf: (what) => `Editar: ${what}`,
  noneNow: "Ninguno por ahora.",
  showAll: "Mostrar todo",
  showAllOf: (kind) => `Mostrar todo: ${kind}`,
  inError: "Registrado por error",
  inErrorOf: (what) => `Registrado por error: ${what}`,
  reason: "Motivo",
  isInError: "El registro se ha marcado como registrado por error",
  addAnyway: "Añadir de todos modos",
  isThere: (what) => `El paciente ya lo tiene: ${what}. No se ha añadido nada.`,
  isWarned: (what) =>
    `Esto lo desaconseja: ${what}. No se ha guardado nada. Para continuar, indique un motivo.`,
  move: "Mover",
  moveOf: (what) => `Mover a otro paciente: ${what}`,
  moves:
    "El registro es de otro paciente. Su historial va con él, y los historiales de ambos pacientes muestran el motivo. Un diagnóstico, un medicamento o una observación deja su atención, y una atención, su cita.",
  isMoved: (patient) => `Movido a ${patient}`,
  hasIt: "Ya tiene el registro",
  errorIsFinal: "El registro sale de la lista y queda en el historial. No se puede deshacer.",
  until: (date) => `hasta ${formatPartialDate(date)}`,
  undone: "Deshecho justo después de añadirlo",
  notSaid: "Sin indicar",
  thereAreMore: "Hay más, que no se muestran aquí.",
  wasSaved: (instant) => `Se guardó el ${instant}.`,
  partialDate: "Año, mes o día: 2019, 05/2019 o 28/05/2019",
  severities: { mild: "Leve", moderate: "Moderada", severe: "Grave" },
  verifications: {
    unconfirmed: "Sin confirmar",
    provisional: "Provisional",
    differential: "Diagnóstico diferencial",
    confirmed: "Confirmado",
    refuted: "Descartado",
  },
};
