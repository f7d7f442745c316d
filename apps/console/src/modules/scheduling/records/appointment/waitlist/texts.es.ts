import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Lista de espera",
  subtitle: "Pacientes que desean una cita antes, primero quien más tiempo espera",
  add: "Añadir a la lista de espera",
  submit: "Añadir",
  empty: "No hay nadie en espera",
  emptyText:
    "Añada a los pacientes que desean una cita antes. Si una cita se cancela o se cambia, su hora se reserva para el paciente que más tiempo espera y a quien le conviene. Recibe un correo, y acepta o rechaza con un clic.",
  none: "El paciente no está en la lista de espera.",
  emailsOff: "Esta consulta no envía correos a los pacientes, así que nadie recibe ofertas.",
  switchOn: "Activar los correos",

  anyDoctor: "Cualquier médico",
  anyDay: "Cualquier día",
  anyTime: "A cualquier hora",
  startsBetween: (from, to) => `empieza entre las ${from} y las ${to}`,
  startsAfter: (from) => `empieza a las ${from} o más tarde`,
  startsBefore: (to) => `empieza a las ${to} o antes`,
  between: (first, last) => `del ${first} al ${last}`,
  until: (last) => `hasta el ${last}`,
  since: (day) => `Espera desde el ${day}`,

  offered: "Ofrecida",
  offer: (start, end) => `Cita ofrecida: ${start}. La oferta termina: ${end}.`,
  openOffer: "Abrir la oferta",
  openOfferTo: (patient) => `Abrir la oferta: ${patient}`,

  weekdays: "Días que le convienen",
  chooseDays: "Elija un día",
  startsFrom: "Hora de inicio: desde",
  startsTo: "Hora de inicio: hasta",
  firstDay: "Primer día",
  lastDay: "Último día",
  note: "Nota",
  isAdded: (patient) => withNames`${patient} está en la lista de espera`,

  remove: "Quitar",
  removeOf: (patient) => `Quitar: ${patient}`,
  askRemove: (patient) => withNames`¿Quitar a ${patient} de la lista de espera?`,
  removeMeans: "El paciente no recibe más ofertas.",
  removeMeansWithOffer: "La oferta termina, y la recibe el siguiente paciente.",
  isRemoved: (patient) => withNames`${patient} ya no está en la lista de espera`,
};
