import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  tabs: {
    access: "Accesos",
    duplicates: "Duplicados",
    history: "Historial",
    changes: "Cambios",
  },
  who: "Sobre el paciente",
  notRecorded: (fields) => `Sin datos: ${fields.join(", ")}`,
  previous: "Paciente anterior",
  next: "Paciente siguiente",

  alerts: {
    possibleDuplicates: (count) =>
      counted(count, { one: "# posible duplicado.", other: "# posibles duplicados." }),
    compare: "Comparar",
  },

  copyPhone: "Copiar el número de teléfono",
  phoneIsCopied: "Número de teléfono copiado",
  copyId: "Copiar el identificador del paciente",
  idIsCopied: "Se ha copiado el identificador",
  idIsNotCopied: "No se ha podido copiar el identificador",
  idIs: (id) => `Es ${id}.`,
  print: "Imprimir",
  remove: "Eliminar",
  isRemoved: (name) => withNames`Se ha eliminado a ${name}`,
  isUnassignedAndRemoved: (name) =>
    withNames`Se han quitado las asignaciones de ${name} y se ha eliminado su ficha`,

  details: "Datos",
  timeline: {
    added: "Paciente añadido",
    changed: "Datos modificados",
    removed: "Paciente eliminado",
    restored: "Paciente restaurado",
    isReverted: (name) => withNames`La ficha de ${name} ha vuelto a una versión anterior`,
    assigned: (doctor) => `Asignación de ${doctor ?? "un médico"}`,
    assignmentChanged: (doctor) => `Cambio en la asignación de ${doctor ?? "un médico"}`,
    unassigned: (doctor) => `Fin de la asignación de ${doctor ?? "un médico"}`,
    assignedAgain: (doctor) => `Nueva asignación de ${doctor ?? "un médico"}`,
    movedTo: (what, other) => withNames`${what}: movido a ${other}`,
    movedFrom: (what, other) => withNames`${what}: movido desde ${other}`,
    withAssignmentsOf: (doctors) =>
      `Con la asignación de ${doctors.map((name) => name ?? "un médico").join(", ")}`,
  },

  access: {
    title: "Registro de accesos",
    when: "Cuándo",
    what: "Quién hizo qué",
    from: "Desde",
    ofMerged: (what) => `${what} (de un paciente combinado con este)`,
    refused: "Rechazado",
    lastDays: (count) => counted(count, { one: "Último día", other: "Últimos # días" }),
    all: "Todo",
    showTechnical: "Mostrar entradas técnicas",
    empty: "Nadie accedió a la ficha en este periodo.",
    entriesOrMore: (count) => counted(count, { one: "# entrada o más", other: "# entradas o más" }),
  },

  sheet: {
    printed: (by, at, version) =>
      withNames`Impreso por ${by} el ${at}. Versión ${String(version.number)}, cambiada el ${version.changedAt}.`,
    teamIsNotLoaded: "No se ha cargado el equipo médico.",
    moreDoctors: "Hay más médicos que no figuran en esta página.",
  },

  removed: {
    title: "Paciente eliminado",
    empty:
      "No se ha eliminado ningún paciente. Aquí se pueden restaurar los pacientes eliminados, con todo lo que les pertenece.",
    merged: "Combinado",
    removedOn: (instant, who) => withNames`Eliminado el ${instant}, por ${who ?? "una cuenta desconocida"}.`,
    mergedOn: (other, instant, who) =>
      withNames`Combinado con ${other} el ${instant}, por ${who ?? "una cuenta desconocida"}.`,
  },
  removalRefused: {
    areAssigned: (count) =>
      counted(count, { one: "Todavía hay un médico asignado.", other: "Todavía hay # médicos asignados." }),
    hasOtherRecords: "El paciente tiene registros que hay que eliminar primero:",
    hasRecords: "Los registros clínicos no se pueden eliminar, y el paciente tiene:",
    records: {
      allergy: (count) => counted(count, { one: "1 alergia", other: "# alergias" }),
      condition: (count) => counted(count, { one: "1 diagnóstico", other: "# diagnósticos" }),
      encounter: (count) => counted(count, { one: "1 atención", other: "# atenciones" }),
      immunization: (count) => counted(count, { one: "1 vacuna", other: "# vacunas" }),
      medication: (count) => counted(count, { one: "1 medicamento", other: "# medicamentos" }),
      note: (count) => counted(count, { one: "1 nota firmada", other: "# notas firmadas" }),
      draft: (count) => counted(count, { one: "1 borrador de una nota", other: "# borradores de notas" }),
      observation: (count) => counted(count, { one: "1 observación", other: "# observaciones" }),
      procedure: (count) => counted(count, { one: "1 procedimiento", other: "# procedimientos" }),
    },
    abandoned:
      "Los borradores de miembros que se fueron impiden eliminar al paciente, y nadie los ve. Se eliminan para siempre, sin leerlos.",
    removeAbandoned: "Eliminar borradores de quienes se fueron",
    areRemoved: (count) =>
      counted(count, {
        one: "Se eliminó 1 borrador. Elimine de nuevo al paciente.",
        other: "Se eliminaron # borradores. Elimine de nuevo al paciente.",
      }),
    noneAbandoned: "Ningún borrador es de un miembro que se fue. Quien lo escribió puede descartarlo.",
    withErrors: "También cuentan los registrados por error.",
    instruction: "Quite primero las asignaciones, en el equipo médico de la página del paciente.",
  },
  restorationRefused: {
    isMerged: "Este paciente se combinó con otro. En vez de restaurarlo, deshaga esa combinación.",
    isMergedInto: (page) =>
      withNames`Este paciente se combinó con otro. En vez de restaurarlo, deshaga esa combinación en ${page}.`,
    thatPage: "la página de ese paciente",
    isSame: (other) =>
      withNames`${other} tiene el mismo identificador en otro sistema, así que es la misma persona. Deje este paciente eliminado o elimine primero el otro.`,
    anotherPatient: "Otro paciente",
  },
};
