import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Programas de un sistema anterior",
  about: "Solo hace falta tras venir de otro sistema. Los programas nuevos no lo necesitan.",
  isSaved: "Los ajustes se guardaron",
  numericIds: "Números en las direcciones de la API",
  numericIdsHint:
    "El sistema de números importados, como django:000, que la API acepta en lugar de los identificadores de pacientes y médicos, como en /patients/17. Solo hace falta tras venir de otro sistema.",
  dialect: "Respuestas de la API",
  dialectHint:
    "Los nombres, formas y códigos de estado con los que REST responde sobre pacientes, médicos, asignaciones y cuentas. Solo hace falta para un cliente de un sistema Django.",
  dialectOfServer: "Como indique el servidor",
  djangoDialect: (number) => `Django ${number}`,
  ownDialect: "Las propias de Caretype",
};
