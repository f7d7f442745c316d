import type { MailLanguage } from "@caretype/core/mechanisms/mail/languages";
import type { MailKind } from "./schema.ts";

type Texts = {
  subject: Record<MailKind, string>;
  /** The statement about one visit, and about several. `practice` is quoted. */
  about: Record<MailKind, (practice: string) => [one: string, several: string]>;
  withDoctor: (time: string, doctor: string) => string;
  link: string;
  linkOfOffer: string;
  hintOfOffer: string;
  answerBy: (time: string) => string;
  linkOfFirst: string;
  hint: string;
  closing: string;
  /** The title in the patient's calendar. */
  title: (practice: string) => string;
  doctor: (name: string) => string;
  /** The title of a visit in a doctor's calendar, without the patient's initials. */
  busy: string;
};

const english: Texts = {
  subject: {
    booked: "Your appointment",
    moved: "Your appointment was changed",
    cancelled: "Your appointment was cancelled",
    reminder: "Reminder of your appointment",
    offered: "An appointment has become free",
  },
  about: {
    booked: (practice) => [
      `You have an appointment at the practice “${practice}”:`,
      `You have appointments at the practice “${practice}”:`,
    ],
    moved: (practice) => [
      `Your appointment at the practice “${practice}” was changed. It is now:`,
      `Your appointments at the practice “${practice}” were changed. They are now:`,
    ],
    cancelled: (practice) => [
      `Your appointment at the practice “${practice}” was cancelled:`,
      `Your appointments at the practice “${practice}” were cancelled:`,
    ],
    reminder: (practice) => [
      `This is a reminder of your appointment at the practice “${practice}”:`,
      `This is a reminder of your appointments at the practice “${practice}”:`,
    ],
    offered: (practice) => [
      `You are on the waitlist of the practice “${practice}”. This appointment has become free:`,
      `You are on the waitlist of the practice “${practice}”. These appointments have become free:`,
    ],
  },
  withDoctor: (time, doctor) => `${time}, with ${doctor}`,
  link: "Confirm or cancel",
  linkOfOffer: "Accept or decline",
  hintOfOffer: "Opening the link changes nothing yet.",
  answerBy: (time) => `It is held for you until ${time}. Without an answer, somebody else gets it.`,
  linkOfFirst: "Confirm or cancel the first one",
  hint: "The link works until the visit. Opening it changes nothing yet.",
  closing: "Nobody reads answers to this email. If you have a question, contact the practice.",
  title: (practice) => `Appointment: ${practice}`,
  doctor: (name) => `With ${name}`,
  busy: "Busy",
};

const german: Texts = {
  subject: {
    booked: "Ihr Termin",
    moved: "Ihr Termin wurde geändert",
    cancelled: "Ihr Termin wurde abgesagt",
    reminder: "Erinnerung an Ihren Termin",
    offered: "Ein Termin ist frei geworden",
  },
  about: {
    booked: (practice) => [
      `Sie haben einen Termin in der Praxis „${practice}“:`,
      `Sie haben Termine in der Praxis „${practice}“:`,
    ],
    moved: (practice) => [
      `Ihr Termin in der Praxis „${practice}“ wurde geändert. Der neue Termin:`,
      `Ihre Termine in der Praxis „${practice}“ wurden geändert. Die neuen Termine:`,
    ],
    cancelled: (practice) => [
      `Ihr Termin in der Praxis „${practice}“ wurde abgesagt:`,
      `Ihre Termine in der Praxis „${practice}“ wurden abgesagt:`,
    ],
    reminder: (practice) => [
      `Wir erinnern Sie an Ihren Termin in der Praxis „${practice}“:`,
      `Wir erinnern Sie an Ihre Termine in der Praxis „${practice}“:`,
    ],
    offered: (practice) => [
      `Sie stehen auf der Warteliste der Praxis „${practice}“. Dieser Termin ist frei geworden:`,
      `Sie stehen auf der Warteliste der Praxis „${practice}“. Diese Termine sind frei geworden:`,
    ],
  },
  withDoctor: (time, doctor) => `${time}, bei ${doctor}`,
  link: "Bestätigen oder absagen",
  linkOfOffer: "Annehmen oder ablehnen",
  hintOfOffer: "Den Link zu öffnen ändert noch nichts.",
  answerBy: (time) => `Er ist bis ${time} für Sie reserviert. Ohne Antwort bekommt ihn jemand anders.`,
  linkOfFirst: "Den ersten bestätigen oder absagen",
  hint: "Der Link gilt bis zum Termin. Ihn zu öffnen ändert noch nichts.",
  closing: "Antworten auf diese E-Mail liest niemand. Bei Fragen wenden Sie sich an die Praxis.",
  title: (practice) => `Termin: ${practice}`,
  doctor: (name) => `Bei ${name}`,
  busy: "Belegt",
};

const spanish: Texts = {
  subject: {
    booked: "Su cita",
    moved: "Su cita ha cambiado",
    cancelled: "Su cita se ha cancelado",
    reminder: "Recordatorio de su cita",
    offered: "Ha quedado libre una cita",
  },
  about: {
    booked: (practice) => [
      `Tiene una cita en la consulta «${practice}»:`,
      `Tiene citas en la consulta «${practice}»:`,
    ],
    moved: (practice) => [
      `Su cita en la consulta «${practice}» ha cambiado. Ahora es:`,
      `Sus citas en la consulta «${practice}» han cambiado. Ahora son:`,
    ],
    cancelled: (practice) => [
      `Su cita en la consulta «${practice}» se ha cancelado:`,
      `Sus citas en la consulta «${practice}» se han cancelado:`,
    ],
    reminder: (practice) => [
      `Le recordamos su cita en la consulta «${practice}»:`,
      `Le recordamos sus citas en la consulta «${practice}»:`,
    ],
    offered: (practice) => [
      `Está en la lista de espera de la consulta «${practice}». Ha quedado libre esta cita:`,
      `Está en la lista de espera de la consulta «${practice}». Han quedado libres estas citas:`,
    ],
  },
  withDoctor: (time, doctor) => `${time}, con ${doctor}`,
  link: "Confirmar o cancelar",
  linkOfOffer: "Aceptar o rechazar",
  hintOfOffer: "Abrir el enlace todavía no cambia nada.",
  answerBy: (time) => `Se la reservamos hasta el ${time}. Sin respuesta, se ofrecerá a otra persona.`,
  linkOfFirst: "Confirmar o cancelar la primera",
  hint: "El enlace es válido hasta la cita. Abrirlo todavía no cambia nada.",
  closing:
    "Nadie lee las respuestas a este correo. Si tiene alguna pregunta, póngase en contacto con la consulta.",
  title: (practice) => `Cita: ${practice}`,
  doctor: (name) => `Con ${name}`,
  busy: "Ocupado",
};

export const mailTexts: Readonly<Record<MailLanguage, Texts>> = { en: english, de: german, es: spanish };
