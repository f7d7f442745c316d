import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  areNotLoaded: "No se pudo cargar qué registros están restringidos.",
  restricted: "Restringido",
  withEncounter: "Restringido con su atención",
  restrict: "Restringir",
  column: "Restricción",
  change: "Lectores",
  actionOf: (action, record) => `${action}: ${record}`,
  recordOf: (title, when) => `${title}, ${when}`,
  titleOf: (record) => `Quién lo lee: ${record}`,

  readBy: "Lo leen:",
  andDoctors: "los médicos asignados",

  about:
    "Un registro restringido solo lo ven quien lo escribió o firmó, el médico de su atención, los médicos asignados al paciente y los miembros designados abajo. Los demás ven que se oculta algo, pero no qué.",
  aboutEncounter: "Todo lo registrado en la atención se restringe con ella.",
  aboutWithEncounter:
    "Este registro está restringido con su atención. Lo que cambie aquí vale para todos los registros de la atención.",
  alsoEncounter:
    "Su atención también está restringida. Para leer este registro, hay que estar designado en ambos.",
  doctors: "Médicos asignados al paciente:",
  noDoctors: "El paciente no tiene ningún médico asignado.",
  readers: "Lectores designados",
  readersHint:
    "Miembros que pueden leer registros clínicos. Quien lo escribió o firmó y el médico de su atención permanecen siempre.",
  leavesYou: "Usted ya no figura entre los lectores designados. Es posible que deje de ver este registro.",

  lift: "Levantar la restricción",
  liftConsequence: "Todos los miembros que leen registros clínicos verán este registro.",
  liftEncounterConsequence:
    "Todos los miembros que leen registros clínicos verán la atención y todo lo registrado en ella.",

  isRestricted: "El registro está restringido",
  isChanged: "Se han cambiado los lectores del registro",
  isLifted: "Se ha levantado la restricción",
  withheld: {
    title: "Algunos registros están restringidos",
    about: "Este paciente tiene registros que usted no ve. Los ven sus médicos y los miembros designados.",
    open: "Abrirlos con un motivo",
    isTold: "Los verá durante media hora. Los propietarios de la consulta sabrán que los abrió y por qué.",
    reason: "Motivo",
    isOpen: "Los registros restringidos están abiertos durante media hora",
  },
};
