import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Correos a los pacientes",
  about:
    "Avisan a los pacientes cuando una cita se reserva, cambia o cancela, y se la recuerdan el día anterior. Indican el médico y la hora, y nada sobre la visita.",
  send: "Enviar correos sobre las citas",
  sendHint:
    "Solo los reciben los pacientes con correo electrónico. Asegúrese de que las direcciones son de los propios pacientes.",
  offer: "Reservar una oferta de la lista de espera durante",
  offerHint: "Después, la cita que quedó libre se ofrece al siguiente paciente.",
  minutes: (count) => (count < 60 ? `${count} minutos` : count === 60 ? "1 hora" : `${count / 60} horas`),
  reminder: "Recordatorio el día anterior a las",
  reminderHint: (zone) => `En la zona horaria de la consulta: ${zone}.`,
  none: "Sin recordatorios",
  save: "Guardar los ajustes de correo",
  isOn: "Los pacientes reciben correos sobre sus citas",
  isOff: "Los pacientes no reciben correos sobre sus citas",
  on: "Los pacientes reciben correos sobre sus citas.",
  off: "Los pacientes no reciben correos sobre sus citas.",
};
