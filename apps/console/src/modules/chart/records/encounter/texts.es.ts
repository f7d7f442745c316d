import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Atenciones",
  empty: "No hay atenciones.",
  add: "Añadir atención",
  callIn: {
    label: "Hacer pasar",
    of: (patient) => `Hacer pasar: ${patient}`,
    isDone: (patient) => withNames`${patient} ha pasado a la consulta`,
    undoReason: "Pasó por error",
  },
  toNote: { label: "Nota", of: (patient) => `Escribir la nota: ${patient}` },
  open: "Abrir",
  openOf: (when) => `Abrir la atención: ${when}`,
  locked: "Bloqueada",
  history: "Historial",
  statuses: {
    planned: "Planificada",
    arrived: "En espera",
    "in-progress": "En curso",
    finished: "Terminada",
    cancelled: "Cancelada",
    "entered-in-error": "Registrada por error",
  },
  classes: {
    ambulatory: "En la consulta",
    emergency: "Urgencia",
    field: "Fuera de la consulta",
    home: "A domicilio",
    inpatient: "Hospitalización",
    virtual: "Por teléfono o vídeo",
  },

  range: (from, to) => `${from} – ${to}`,
  notBegun: (added) => `Sin empezar (añadida el ${added})`,
  cancelledBecause: (reason) => withNames`Cancelada: ${reason}`,
  code: (code, system) => `Código ${code} (${system})`,

  fields: {
    time: "Hora",
    status: "Estado",
    class: "Lugar",
    doctor: "Médico",
    startedAt: "Inicio",
    endedAt: "Fin",
    lockedAt: "Bloqueada",
    reason: "Motivo",
    cancellation: "Motivo de la cancelación",
    error: "Por qué se registró por error",
  },

  steps: {
    arrive: "El paciente ha llegado",
    start: "Empezar",
    finish: "Terminar",
    edit: "Editar",
    cancel: "Cancelar la atención",
    enterInError: "Registrada por error",
    move: "Mover a otro paciente",
    restrict: "Restringir",
    lock: "Bloquear",
  },
  done: {
    arrive: (patient) => withNames`${patient} ha llegado`,
    start: (patient) => withNames`Ha empezado la atención de ${patient}`,
    finish: (patient) => withNames`Ha terminado la atención de ${patient}`,
    edit: (patient) => withNames`Se ha guardado la atención de ${patient}`,
    cancel: (patient) => withNames`La atención de ${patient} se ha cancelado`,
    enterInError: (patient) => withNames`La atención de ${patient} se ha marcado como registrada por error`,
    lock: (patient) => withNames`La atención de ${patient} se ha bloqueado`,
  },
  conflict: (status) =>
    `Alguien ha modificado esta atención. Su estado es: ${status}. No se ha cambiado nada más. Revísela e inténtelo de nuevo.`,

  stages: {
    "in-progress": { label: "Empieza ahora", submit: "Empezar" },
    planned: { label: "Está planificada", submit: "Planificar" },
    finished: { label: "Ya ha terminado", submit: "Añadir" },
  },
  added: {
    "in-progress": (patient) => withNames`Ha empezado la atención de ${patient}`,
    planned: (patient) => withNames`La atención de ${patient} se ha planificado`,
    finished: (patient) => withNames`Se ha añadido la atención de ${patient}`,
  },
  form: {
    stage: "Situación de la atención",
  },
  reasonForm: {
    cancel: "La atención no tendrá lugar. No se puede deshacer.",
    enterInError:
      "La atención sale de la lista y permanece en el historial. Sus diagnósticos, medicamentos, mediciones y notas quedan en la historia clínica: marque también los que sean erróneos. No se puede deshacer.",
  },
  lockForm: {
    consequence:
      "El bloqueo es definitivo. Ya no se podrá cambiar ni registrar nada en esta atención. Solo se podrá marcar como registrada por error.",
    submit: "Bloquear definitivamente",
  },
  versions: {
    created: "Atención añadida",
    updated: "Atención modificada",
    removed: "Atención eliminada",
    restored: "Atención restaurada",
  },
};
