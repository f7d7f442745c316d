import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Su cita",
  at: ({ practice, doctor }) => withNames`Consulta: ${practice}. Médico: ${doctor}.`,
  atPractice: (practice) => withNames`Consulta: ${practice}.`,
  isTimeIn: (zone) => `Zona horaria: ${zone}`,
  confirm: "Confirmar mi asistencia",
  isConfirmed: "Ha confirmado su asistencia.",
  isHeldUntil: (time) => `Esta cita ha quedado libre. Se la reservamos hasta el ${time}.`,
  accept: "Aceptar la cita",
  decline: "Rechazar",
  isAccepted: "La cita es suya.",
  isGivenUp: "Esta cita ya no está reservada para usted. Sigue en la lista de espera.",
  cancel: "Cancelar la cita",
  reallyCancel: "¿Cancelar esta cita?",
  isFinal: "No se puede deshacer. Para otra hora, póngase en contacto con la consulta.",
  yes: "Sí, cancelarla",
  no: "Conservarla",
  isCancelled: "Esta cita está cancelada.",
  forAnother: "Para una cita nueva, póngase en contacto con la consulta.",
  cannotChange: "Esta cita ya no se puede cambiar aquí. Póngase en contacto con la consulta.",
  wasMoved: "La consulta ha cambiado esta cita. Esta es la nueva hora.",
  nextStep: "Puede que la cita ya haya pasado. Póngase en contacto con la consulta.",
};
