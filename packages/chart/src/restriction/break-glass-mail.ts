import { instantText, quoted } from "@caretype/core/mechanisms/mail/content";
import type { MailLanguage } from "@caretype/core/mechanisms/mail/languages";
import { mailTemplate } from "@caretype/core/mechanisms/mail/template";
import { z } from "zod";

const text = z.string();

type Names = { staff: string; practice: string; until: string };

type Texts = {
  subject: string;
  subjectOfRestricted: string;
  opened: (names: Names) => string;
  openedRestricted: (names: Names) => string;
  patient: (id: string) => string;
};

const texts: Readonly<Record<MailLanguage, Texts>> = {
  en: {
    subject: "A staff account has opened a patient's record",
    subjectOfRestricted: "A member has opened restricted records",
    opened: ({ staff, practice, until }) =>
      `The staff member ${staff} has opened a record of the practice “${practice}” in an emergency, and may read it until ${until}.`,
    openedRestricted: ({ staff, practice, until }) =>
      `${staff} has opened a patient's restricted records in the practice “${practice}”, and may read them until ${until}.`,
    patient: (id) => `The patient is ${id}. Your practice's audit has the reason and all access.`,
  },
  de: {
    subject: "Das Betreiberteam hat eine Patientenakte geöffnet",
    subjectOfRestricted: "Ein Mitglied hat eingeschränkte Einträge geöffnet",
    opened: ({ staff, practice, until }) =>
      `${staff} vom Betreiberteam hat in einem Notfall eine Akte der Praxis „${practice}“ geöffnet und kann sie bis ${until} lesen.`,
    openedRestricted: ({ staff, practice, until }) =>
      `${staff} hat in der Praxis „${practice}“ eingeschränkte Einträge eines Patienten geöffnet und kann sie bis ${until} lesen.`,
    patient: (id) =>
      `Der Patient ist ${id}. Den Grund und alle Zugriffe finden Sie im Prüfprotokoll Ihrer Praxis.`,
  },
  es: {
    subject: "La administración ha abierto una historia clínica",
    subjectOfRestricted: "Un miembro ha abierto registros restringidos",
    opened: ({ staff, practice, until }) =>
      `${staff}, de la administración del servidor, ha abierto en una emergencia una historia clínica de la consulta «${practice}», y puede leerla hasta el ${until}.`,
    openedRestricted: ({ staff, practice, until }) =>
      `${staff} ha abierto registros restringidos de un paciente en la consulta «${practice}», y puede leerlos hasta el ${until}.`,
    patient: (id) =>
      `El paciente es ${id}. El motivo y todos los accesos están en el registro de auditoría de su consulta.`,
  },
};

export const breakGlassMail = mailTemplate(
  z.object({
    practiceName: text,
    staffName: text,
    patientId: text,
    /** An instant. */
    until: text,
    /** Default: for emails queued by versions in which members could not open restricted records. */
    isRestricted: z.boolean().default(false),
  }),
  ({ practiceName, staffName, patientId, until, isRestricted }, language) => {
    const { subject, subjectOfRestricted, opened, openedRestricted, patient } = texts[language];
    const names = {
      staff: quoted(staffName),
      practice: quoted(practiceName),
      until: instantText(until, language),
    };
    return {
      subject: isRestricted ? subjectOfRestricted : subject,
      paragraphs: [isRestricted ? openedRestricted(names) : opened(names), patient(patientId)],
    };
  },
);

declare module "@caretype/core/mechanisms/mail/template" {
  interface Mails {
    breakGlass: typeof breakGlassMail;
  }
}
