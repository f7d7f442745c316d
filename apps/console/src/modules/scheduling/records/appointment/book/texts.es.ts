import type { ReactNode } from "react";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");
const minutes = (count: number) => counted(count, { one: "1 minuto", other: "# minutos" });

export const texts: typeof english = {
  title: "Reservar una cita",
  submit: "Reservar",
  bookAnyway: "Reservar de todos modos",
  bookSeries: "Reservar la serie",

  visitType: "Tipo de visita",
  visitTypeOption: (name, length) => `${name} (${minutes(length)})`,
  doctor: "Médico (opcional)",
  neededDoctor: "Médico",
  anyDoctor: "Cualquier médico",
  closedDoctor: (doctor: string) =>
    withNames`${doctor} es el médico habitual, pero no tiene horario de atención.`,
  sameDay: (visits: ReactNode) => withNames`El paciente ya viene ese día: ${visits}.`,
  specialization: "Especialidad",
  anySpecialization: "Cualquier especialidad",
  room: "Sala",
  noRoom: "Sin sala",
  reasonForVisit: "Motivo",
  closed: (holiday) => withNames`La consulta está cerrada ese día: ${holiday}.`,
  note: "Nota",
  hints: { reasonForVisit: "Por qué viene el paciente (opcional).", note: "Para la consulta (opcional)." },
  chooseDoctor: "Elija el médico",
  chooseTime: "Elija una hora",

  times: {
    title: "Hora",
    searching: "Buscando horas libres…",
    none: (weeks) =>
      counted(weeks, {
        one: "No hay horas libres en # semana. Pruebe con otro médico o introduzca una hora.",
        other: "No hay horas libres en # semanas. Pruebe con otro médico o introduzca una hora.",
      }),
    more: "Más días",
    another: "Introducir una hora",
    zone: (zone) => `Las horas son las de la consulta: ${zone}.`,
    dayOf: (day, doctor) => withNames`${day} · ${doctor}`,
    seats: (count) => counted(count, { one: "1 plaza", other: "# plazas" }),
    chosen: (time, doctor) => withNames`${time}, ${doctor}`,
    day: "Día",
    time: "Hora",
    use: "Usar esta hora",
    skipped: "Esa hora no existe ese día por el cambio de hora",
    incomplete: "Introduzca un día y una hora",
    needsDoctor: "Elija antes un médico",
  },

  starts: {
    from: "Desde",
    part: "Hora del día",
    weekdays: "Días de la semana",
    parts: { any: "Cualquier hora", morning: "Mañana", afternoon: "Tarde", evening: "Última hora" },
  },

  repeat: {
    label: "Repetir la cita",
    everyWeeks: "Cada … semanas",
    times: "Número de citas",
    leftOut: (days) => `Se omiten los festivos: ${days}.`,
    holiday: (day, name) => `${day} (${name})`,
    clashes: (count) =>
      counted(count, {
        one: "1 cita de la serie no está libre. Todavía no se ha reservado nada.",
        other: "# citas de la serie no están libres. Todavía no se ha reservado nada.",
      }),
    clash: (time, why) => `${time}: ${why}`,
    why: {
      SLOT_TAKEN: "el médico tiene otra cita",
      ROOM_TAKEN: "la sala está ocupada",
      PATIENT_BOOKED: "el paciente tiene otra cita",
      DAY_FULL: "el médico tiene el día completo",
      OUTSIDE_OPENING_HOURS: "el médico no atiende a esa hora",
    },
  },

  refused: {
    kept: "Elija otra hora. Los demás datos se conservan y las horas libres están actualizadas.",
    override: "Motivo para reservar de todos modos",
    overrideHint: "Se guarda con la cita y queda en el registro de auditoría.",
  },

  isBooked: (patient, time) => withNames`${patient} tiene una cita el ${time}`,
  isBookedTimes: (patient, count, time) =>
    withNames`${patient} tiene ${counted(count, { one: "1 cita", other: "# citas" })}, desde el ${time}`,
  undoReason: "Reservada por error",

  book: { label: "Reservar una cita", short: "Reservar" },
};
