import { pluralsOf } from "../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  title: "Importaciones",
  allImports: "Todas las importaciones",
  importFiles: "Importar archivos",
  rowCount: (count) => counted(count, { one: "# fila", other: "# filas" }),
  problemsToFix: (count) =>
    counted(count, { one: "# problema por corregir", other: "# problemas por corregir" }),
  assignments: "Asignaciones",
  assignmentCount: (count) => counted(count, { one: "# asignación", other: "# asignaciones" }),
  records: {
    encounter: "Atenciones",
    condition: "Diagnósticos",
    allergy: "Alergias",
    observation: "Observaciones",
    note: "Notas",
    medication: "Medicamentos",
    immunization: "Vacunas",
    procedure: "Procedimientos",
    draft: "Borradores de notas",
  },
  appointments: "Citas",
  appointmentCount: (count) => counted(count, { one: "# cita", other: "# citas" }),
  leftOut: (count) => counted(count, { one: "# fila omitida", other: "# filas omitidas" }),
  files: (first, more) =>
    counted(more, { one: `${first} y otro archivo`, other: `${first} y # archivos más` }),
  facts: (what, when, by) => `${what}, ${when}, ${by}`,
  sources: { synthea: "Exportación de Synthea", table: "Tabla", django: "Backend de Django" },
  syntheaFiles: (files) => `Exportación de Synthea: ${files}`,
  more: (count) => counted(count, { one: "Y # más.", other: "Y # más." }),
  doneOf: (done, all) => `${done} de ${all}`,

  finished: {
    title: "Terminadas",
    about: "Una importación se puede deshacer hasta que cambie uno de sus registros.",
    empty:
      "Aún no se ha importado nada. Importe pacientes, médicos, citas y registros clínicos como CSV, o una exportación de Synthea.",
    isImported: "Importada",
    isUndone: (when) => `Deshecha: ${when}`,
    isNotUndone: "Importada, no se pudo deshacer",
    duplicates: "Duplicados",
    duplicatesOf: (when) => `Duplicados de la importación del ${when}`,
    undoOf: (when) => `Deshacer la importación del ${when}`,
  },
  open: {
    title: "Sin terminar",
    fix: "Corregir problemas",
    continue: "Continuar",
    fixOf: (files) => `Corregir problemas: ${files}`,
    continueOf: (files) => `Continuar: ${files}`,
  },
  duplicates: {
    title: "Posibles duplicados",
    soFar: (count) => `${count} hasta ahora; aún no se han comprobado todos los pacientes importados.`,
    none: "Ningún paciente importado se parece a otro.",
    total: (count) => `${count} en total.`,
  },

  undo: {
    label: "Deshacer esta importación",
    button: "Deshacer",
    isRunning: "Deshaciendo",
    isDone: "Deshecha",
    title: "¿Deshacer esta importación?",
    text: "Esto elimina todos los registros de la importación. No es posible si alguno ha cambiado después. Puede restaurar cada registro.",
    hasBegun:
      "La importación se deshace en segundo plano, en cuanto no haya otra en curso. La lista de importaciones muestra el progreso.",
    hasEnded: (count) =>
      counted(count, {
        one: "La importación se deshizo: # registro eliminado",
        other: "La importación se deshizo: # registros eliminados",
      }),
    stages: {
      queued: "Deshaciendo",
      waiting: "En espera de deshacerse",
      checking: "Deshaciendo: se buscan cambios",
      removing: "Deshaciendo",
    },
    removing: (done, all) => `Deshaciendo: ${done} de ${all}`,
    nothingRemoved: "No se eliminó nada",
    isBlocked: (count) =>
      counted(count, {
        one: "# registro cambió o se usó después. Revierta o elimine los registros editados, y elimine lo que se les añadió. Luego deshaga la importación de nuevo.",
        other:
          "# registros cambiaron o se usaron después. Revierta o elimine los registros editados, y elimine lo que se les añadió. Luego deshaga la importación de nuevo.",
      }),
    isElsewhere: "Otras consultas han asignado médicos de esta importación a sus pacientes.",
    aDoctor: "Un médico",
    aMerge: "Una combinación de pacientes",
    anAssignment: "Una asignación",
  },

  failures: {
    LICENSE_NUMBER_TAKEN: "Un número de colegiado pertenece a un médico existente.",
    PERMISSION_DENIED: "Ya no tiene permiso para esto.",
    SERVICE_UNAVAILABLE: "El servidor estaba ocupado. Inténtelo más tarde.",
    INTERNAL:
      "El servidor falló. Inténtelo de nuevo. Si ocurre otra vez, avise a la administración del servidor.",
  },
  otherFailure: (code) => `El servidor indica: ${code}.`,
};
