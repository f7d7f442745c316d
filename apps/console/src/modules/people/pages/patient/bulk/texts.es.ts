import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

const patients = { one: "# paciente", other: "# pacientes" };

export const texts: typeof english = {
  bulk: {
    both: (done, rest) => withNames`${done}; ${rest}`,
    progress: (finished, total) => `${formatNumber(finished)} de ${counted(total, patients)}`,
    stop: "Detener",
    canUndo: "Puede deshacerlo.",
    areNotUndone: (count) =>
      counted(count, {
        one: "No se ha podido restaurar # paciente",
        other: "No se han podido restaurar # pacientes",
      }),
  },
  failures: {
    title: "Algunos pacientes no han cambiado",
    failedFor: (count) => `La acción ha fallado para ${counted(count, patients)}:`,
    list: "Fallidos",
    because: (name, why) => withNames`${name}: ${why}`,
    stoppedBefore: (count) => `Se detuvo antes de ${counted(count, patients)}.`,
    areSelected: "Estos pacientes siguen seleccionados para que pueda reintentarlo.",
  },

  assigning: {
    title: (count) => `Asignar un médico a ${counted(count, patients)}`,
    reason: "Motivo",
    running: "Asignando un médico",
    done: (doctor, count) => withNames`${doctor} está asignado a ${counted(count, patients)}`,
    unchanged: (count) =>
      counted(count, { one: "# ya tenía la asignación", other: "# ya tenían la asignación" }),
  },
  unassigning: {
    title: (count) => `Quitar asignaciones de ${counted(count, patients)}`,
    allDoctors: "Todos los médicos",
    running: "Quitando asignaciones",
    done: (count) => `Se han quitado las asignaciones de ${counted(count, patients)}`,
    unchanged: (count) =>
      counted(count, { one: "# no tenía la asignación", other: "# no tenían la asignación" }),
  },
  removing: {
    title: (count) => `¿Eliminar ${counted(count, patients)}?`,
    unassigns:
      "Se quitan sus asignaciones a médicos. Al restaurar un paciente se restaura todo. Puede deshacerlo ahora o restaurarlos después en los pacientes eliminados.",
    keepsAssigned:
      "Los pacientes con un médico asignado no se eliminan. Puede deshacerlo ahora o restaurarlos después en los pacientes eliminados.",
    submit: "Eliminar",
    running: "Eliminando pacientes",
    done: (count) =>
      counted(count, { one: "Se ha eliminado # paciente", other: "Se han eliminado # pacientes" }),
  },
};
