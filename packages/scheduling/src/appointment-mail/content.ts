import { type Calendar, type Content, quoted, quotedPlace } from "@caretype/core/mechanisms/mail/content";
import { mailWords } from "@caretype/core/mechanisms/mail/languages";
import { mailTemplate } from "@caretype/core/mechanisms/mail/template";
import { AppointmentMail } from "./schema.ts";
import { mailTexts } from "./texts.ts";

/** Formats the practice's local time with the zone's name, because the patient may be elsewhere. */
function visitTime(startsAt: string, { language, timeZone }: Pick<AppointmentMail, "language" | "timeZone">) {
  return new Intl.DateTimeFormat(mailWords[language].locale, {
    timeZone,
    ...({ weekday: "long", day: "numeric", month: "long", year: "numeric" } as const),
    ...({ hour: "2-digit", minute: "2-digit", timeZoneName: "long" } as const),
  }).format(new Date(startsAt));
}

/** Writes an email to a patient. It reveals only the visit's time and doctor, not even the patient's name. */
function appointmentContent(mail: AppointmentMail): Content {
  const { kind, language, visits, linkId, heldUntil } = mail;
  const texts = mailTexts[language];
  const isOne = visits.length === 1;
  const [one, several] = texts.about[kind](quoted(mail.practiceName));
  const lines = visits.map(({ startsAt, doctorName }) => {
    const time = visitTime(startsAt, mail);
    return doctorName === null ? time : texts.withDoctor(time, quoted(doctorName));
  });
  return {
    subject: texts.subject[kind],
    paragraphs: [
      isOne ? one : several,
      ...lines,
      ...(heldUntil === null ? [] : [texts.answerBy(visitTime(heldUntil, mail))]),
    ],
    ...(linkId !== null && { link: { page: "appointment", linkId, ...linkTexts(mail) } }),
    closing: [texts.closing, ...contactLines(mail)],
    // An offer is not an appointment yet.
    ...(kind !== "offered" && { calendar: calendarOf(mail) }),
  };
}

/** The phone number and the email address are validated, so they cannot contain sentences. */
function contactLines({ practiceName, contact: { address, phoneNumber, email } }: AppointmentMail): string[] {
  const place = address === undefined ? undefined : quotedPlace(address);
  const ways = [place, phoneNumber, email].filter((way) => way !== undefined);
  return ways.length === 0 ? [] : [[quoted(practiceName), ...ways].join(", ")];
}

function linkTexts({ kind, language, visits }: AppointmentMail) {
  const texts = mailTexts[language];
  if (kind === "offered") return { label: texts.linkOfOffer, hint: texts.hintOfOffer };
  return { label: visits.length === 1 ? texts.link : texts.linkOfFirst, hint: texts.hint };
}

/** Loads the library only for emails that are sent. */
const calendarOf =
  (mail: AppointmentMail): Calendar =>
  async (addresses) =>
    (await import("./calendar-file.ts")).calendarFiles(mail, addresses);

/** Per address. High, because many patients may share the address of a nursing home or a family. */
const maxPerHour = 200;

/** An email to a patient about one appointment or those of a series. */
export const appointmentMail = mailTemplate(AppointmentMail, appointmentContent, maxPerHour);

declare module "@caretype/core/mechanisms/mail/template" {
  interface Mails {
    appointment: typeof appointmentMail;
  }
}
