import { hoursText, pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");
const minutes = (count: number) =>
  count < 60 ? counted(count, { one: "1 minuto", other: "# minutos" }) : hoursText(count);

export const texts: typeof english = {
  statuses: {
    pending: "Por confirmar",
    booked: "Reservada",
    arrived: "En espera",
    fulfilled: "Completada",
    cancelled: "Cancelada",
    noshow: "No se presentó",
  },
  cancelledBy: {
    practice: "Cancelada por la consulta",
    patient: "Cancelada por el paciente",
    system: "Caducó sin confirmarse",
  },

  steps: {
    checkIn: "Registrar llegada",
    complete: "Completar",
    noShow: "No se presentó",
    confirm: "Confirmar",
  },
  stepsOf: {
    checkIn: (patient) => `Registrar llegada: ${patient}`,
    complete: (patient) => `Completar: ${patient}`,
    noShow: (patient) => `No se presentó: ${patient}`,
    confirm: (patient) => `Confirmar: ${patient}`,
  },
  done: {
    checkIn: (patient) => withNames`Se registró la llegada de ${patient}`,
    complete: (patient) => withNames`La cita de ${patient} está completada`,
    noShow: (patient) => withNames`${patient} no se presentó`,
    confirm: (patient) => withNames`La cita de ${patient} está confirmada`,
  },
  isNotChanged: (patient) => withNames`No se cambió la cita de ${patient}`,
  areNotBack: (count) =>
    counted(count, { one: "1 cita no se pudo recuperar", other: "# citas no se pudieron recuperar" }),

  today: {
    toConfirm: "Por confirmar",
    title: "Hoy",
    subtitle: (day, zone) => (zone === null ? day : `${day} (${zone})`),
    doctor: "Médico",
    allDoctors: "Todos los médicos",
    waiting: "En la sala de espera",
    noneWaiting: "No hay nadie esperando.",
    inside: "En la consulta",
    expected: "Por llegar",
    noneExpected: "Hoy no se espera a nadie más.",
    over: "Terminadas",
    noneOver: "Todavía no ha terminado ninguna cita.",
    empty: "Hoy no hay citas",
    emptyText: "Las citas se reservan en el calendario o en la página de un paciente.",
    tomorrow: (day) => `Mañana, ${day}`,
    toCalendar: "Abrir el calendario",
    waits: (count) => (count === 0 ? "acaba de llegar" : `espera ${minutes(count)}`),
    isIn: (count) => (count === 0 ? "acaba de pasar" : `desde hace ${minutes(count)}`),
    late: (count) => `${minutes(count)} de retraso`,
    openOf: (patient) => `Abrir la cita de ${patient}`,
    at: (time, patient) => withNames`${time} ${patient}`,
  },

  walkIn: {
    title: "Sin cita",
    about:
      "Registra la llegada del paciente a una cita de hoy. Si no tiene ninguna, usted elige el tipo de visita y el médico.",
    isCheckedIn: (patient, doctor, room) =>
      room === null
        ? withNames`Se registró la llegada de ${patient} con ${doctor}`
        : withNames`Se registró la llegada de ${patient} con ${doctor}, ${room}`,
    isCheckedInAlready: (patient) => withNames`La llegada de ${patient} ya está registrada`,
    undoReason: "La llegada sin cita fue un error",
    now: "Ahora",
    nobodyFree: "Ahora no hay nadie libre. Próximos huecos:",
    nobodyFreeSoon: "No hay nadie libre ahora ni en los próximos días.",
    inBetween: "Intercalar ahora",
    usualReason: "Vino sin cita",
  },

  deceased: {
    remaining: (count) =>
      counted(count, {
        one: "El paciente ha fallecido y tiene 1 cita pendiente",
        other: "El paciente ha fallecido y tiene # citas pendientes",
      }),
    cancel: (count) => counted(count, { one: "Cancelarla", other: "Cancelarlas todas" }),
    reason: "El paciente ha fallecido",
    isNotCancelled: "Las citas no se han cancelado",
    areCancelled: (count) =>
      counted(count, { one: "1 cita se ha cancelado", other: "# citas se han cancelado" }),
  },

  refusedEmails: {
    title: "Correos rechazados",
    about:
      "Un servidor de correo dice que estas direcciones no existen. Los correos siguientes se intentan de todos modos.",
    refused: (email, day) => withNames`${email} fue rechazada el ${day}.`,
    tried: "Comprobada",
    triedOf: (patient) => `Comprobada: la dirección de ${patient}`,
    isTried: (patient) => withNames`La dirección de ${patient} ya no está marcada`,
    isNotTried: "La dirección sigue marcada",
  },

  patient: {
    open: "Abrir",
    openOf: (when) => `Abrir la cita: ${when}`,
    waits: (time) => `Espera desde las ${time}`,
    isIn: (time) => `En la consulta desde las ${time}`,
    next: (when) => `Próxima cita: ${when}`,
    last: (when) => `Última visita: ${when}`,
    upcoming: "Próximas",
    noneUpcoming: "No hay ninguna cita reservada.",
    past: "Pasadas y canceladas",
    nonePast: "No hay citas pasadas.",
    cancelledBecause: (reason) => withNames`Cancelada: ${reason}`,
    overriddenBecause: (reason) => withNames`Reservada aunque el médico no estaba libre: ${reason}`,
    partOfSeries: "Parte de una serie",
  },
};
