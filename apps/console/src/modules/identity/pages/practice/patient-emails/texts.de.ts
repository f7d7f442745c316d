import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "E-Mails an Patienten",
  about:
    "Patienten erfahren so, wenn ein Termin gebucht, geändert oder abgesagt wird, und werden am Vortag erinnert. Genannt werden Arzt und Zeit, aber nichts über den Besuch.",
  send: "E-Mails zu Terminen senden",
  sendHint:
    "Nur Patienten mit E-Mail-Adresse erhalten sie. Stellen Sie sicher, dass diese Adressen den Patienten selbst gehören.",
  offer: "Angebot der Warteliste reservieren für",
  offerHint: "Danach wird ein frei gewordener Termin dem nächsten Patienten angeboten.",
  minutes: (count) => (count < 60 ? `${count} Minuten` : count === 60 ? "1 Stunde" : `${count / 60} Stunden`),
  reminder: "Erinnerung am Vortag um",
  reminderHint: (zone) => `In der Zeitzone der Praxis: ${zone}.`,
  none: "Keine Erinnerungen",
  save: "E-Mail-Einstellungen speichern",
  isOn: "Patienten erhalten E-Mails zu ihren Terminen",
  isOff: "Patienten erhalten keine E-Mails zu ihren Terminen",
  on: "Patienten erhalten E-Mails zu ihren Terminen.",
  off: "Patienten erhalten keine E-Mails zu ihren Terminen.",
};
