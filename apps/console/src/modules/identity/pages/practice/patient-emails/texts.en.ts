export const texts = {
  title: "Emails to patients",
  about:
    "They tell patients when an appointment is booked, changed or cancelled, and remind them on the day before. They name the doctor and the time, and nothing about the visit.",
  send: "Send emails about appointments",
  sendHint:
    "Only patients with an email address get them. Make sure that these addresses are the patients' own.",
  offer: "Hold an offer from the waitlist for",
  offerHint: "A slot that becomes free is offered to the next patient after this time.",
  minutes: (count: number) =>
    count < 60 ? `${count} minutes` : count === 60 ? "1 hour" : `${count / 60} hours`,
  reminder: "Reminder on the day before at",
  reminderHint: (zone: string) => `In the practice's time zone: ${zone}.`,
  none: "No reminders",
  save: "Save email settings",
  isOn: "Patients get emails about their appointments",
  isOff: "Patients get no emails about their appointments",
  on: "Patients get emails about their appointments.",
  off: "Patients get no emails about their appointments.",
};
