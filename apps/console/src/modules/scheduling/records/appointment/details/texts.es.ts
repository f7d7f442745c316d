import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  title: "Calendario",
  zone: (zone) => `Las horas son las de la consulta: ${zone}.`,

  today: "Hoy",
  previous: "Anterior",
  next: "Siguiente",
  earlier: "Anteriores",
  toDay: "Ir al día",
  search: "Buscar citas",
  searched: (days: string) => `Se busca en un mes: ${days}.`,
  options: "Mostrar",
  noneFound: "No se encontró ninguna cita",
  more: (count) => counted(count, { one: "1 más", other: "# más" }),
  view: "Vista",
  views: { day: "Día", rooms: "Salas", week: "Semana", month: "Mes", agenda: "Agenda" },
  coloring: "Colores",
  colorings: { doctors: "Por médico", kinds: "Por tipo de visita" },
  doctors: "Médicos",
  allDoctors: "Todos los médicos",
  rooms: "Salas",
  allRooms: "Todas las salas",
  noRoom: "Sin sala",
  zoom: "Intervalo",
  minutes: (count) => counted(count, { one: "1 minuto", other: "# minutos" }),
  withCancelled: "Mostrar canceladas",
  withAbsent: "Mostrar médicos ausentes",
  print: "Imprimir",

  label: (days) => `Calendario, ${days}`,
  keys: "Las flechas pasan de una cita a otra, Intro abre una y M la mueve.",
  count: (count) => counted(count, { one: "1 cita", other: "# citas", zero: "Sin citas" }),
  group: (kind: string, count: number, seats: number) => `${kind} · ${count} de ${seats}`,
  empty: "Sin citas",
  closed: "Cerrado",
  full: "Completo",
  fullOf: (names) => `Completo: ${names}`,
  isIncomplete: "Hay más citas de las que se pueden mostrar. Elija menos días o menos médicos.",
  nobody: {
    title: "Ningún médico tiene horario de atención",
    text: "El calendario muestra los médicos con horario de atención y sus citas. Configure antes los horarios.",
  },

  override: "reservada con una excepción",
  until: (time) => `hasta las ${time}`,
  range: (from, to) => `${from}–${to}`,

  moving: {
    begun:
      "Moviendo la cita. Las flechas eligen la hora y, con Mayús, la duración. Intro mueve la cita y Escape la deja donde está.",
    to: (time, column) => withNames`${time}, ${column}`,
    isFree: "libre",
    isTaken: "no libre",
    isLeft: "La cita sigue donde estaba.",
    isMoved: (patient, time) => withNames`La cita de ${patient} es ahora el ${time}`,
    isResized: (patient, minutes) => withNames`La cita de ${patient} dura ahora ${String(minutes)} minutos`,
    isNotMoved: "No se pudo mover la cita",
  },

  details: {
    stepBack: "Deshacer el último paso: ¿por qué?",
    backReasons: {
      "wrong-patient": "Era otro paciente",
      "wrong-click": "Un clic equivocado",
      changed: "Ha cambiado desde entonces",
    },
    isBack: (patient) => withNames`La cita de ${patient} está como antes`,
    time: "Hora",
    visitType: "Tipo de visita",
    doctor: "Médico",
    room: "Sala",
    status: "Estado",
    reason: "Motivo de la visita",
    note: "Nota",
    override: "Motivo de la excepción",
    cancelledBy: "Cancelación",
    cancellation: "Motivo de la cancelación",
    arrivedAt: "Llegada",
    seenSince: "En la consulta desde",
    heldUntil: "Reservada hasta",
    series: "Serie",
    ofSeries: "Parte de una serie",
    toPatient: "Abrir la página del paciente",
    history: "Historial",
    booked: "Cita reservada",
    changed: "Cita modificada",
    removed: "Cita eliminada",
    restored: "Cita restaurada",
    conflict: (time, status) =>
      `Alguien ha modificado esta cita: ${time}, ${status}. No se ha cambiado nada. Revísela e inténtelo de nuevo.`,
  },

  steps: {
    reschedule: "Cambiar la hora",
    edit: "Modificar",
    bookAgain: "Reservar de nuevo",
    cancel: "Cancelar la cita",
  },
  done: {
    edit: (patient) => withNames`La cita de ${patient} se ha modificado`,
    cancel: (patient) => withNames`La cita de ${patient} está cancelada`,
  },
  seriesIsMoved: (count) => counted(count, { one: "Se ha movido 1 cita", other: "Se han movido # citas" }),
  seriesIsCancelled: (count) =>
    counted(count, { one: "Se ha cancelado 1 cita", other: "Se han cancelado # citas" }),

  noteHint: "Para la consulta. El paciente no la ve.",

  cancelForm: {
    usual: ["Cancelada por el paciente", "Cancelada por la consulta", "Enfermedad", "Otro motivo"],
    reason: "Motivo",
    submit: "Cancelar la cita",
  },
  rescheduleForm: {
    anyOfKind: "Cualquier médico de esta especialidad",
    free: "Horas libres",
    minutes: "Minutos",
    date: "Día",
    time: "Hora",
    submit: "Mover",
    anyway: "Mover de todos modos",
    another: "Elegir otra hora",
    leave: "No mover",
    kept: "La cita sigue donde estaba. Elija otra hora.",
    override: "Motivo para moverla de todos modos",
    clashes: (count) =>
      counted(count, {
        one: "1 cita de la serie no se puede mover. No se ha cambiado nada.",
        other: "# citas de la serie no se pueden mover. No se ha cambiado nada.",
      }),
  },
  series: {
    label: "Esta cita es parte de una serie",
    one: "Solo esta cita",
    later: "Esta y las posteriores",
  },

  sheet: {
    title: (day) => `Citas, ${day}`,
    time: "Hora",
    status: "Estado",
    printed: (time, name) => withNames`Impreso el ${time} por ${name}`,
  },
};
