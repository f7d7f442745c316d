import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Befehlszeile anmelden",
  asks: (host) => withNames`Die Befehlszeile von Caretype auf ${host} möchte sich anmelden.`,
  onlyIfYou: "Erlauben Sie das nur, wenn Sie sie gerade selbst auf diesem Computer gestartet haben",
  claimed: "Den Namen des Computers nennt das Programm. Er ist nicht geprüft.",
  account: (name, email) => withNames`Sie wird als ${name} (${email}) angemeldet.`,
  mayAll: "Die Befehlszeile kann alles lesen und ändern, was auch Sie können.",
  inPractices: "Sie arbeitet in allen Ihren Praxen:",
  untilEnded:
    "Sie bleibt angemeldet, bis sie sich abmeldet, ihre Sitzung abläuft oder Sie die Sitzung in Ihrem Konto beenden.",
  allow: "Erlauben",
  otherAccount:
    "Für ein anderes Konto brechen Sie ab, melden sich hier ab und beginnen im Terminal von vorn.",
  incomplete: "Diese Adresse ist unvollständig",
  startAgain:
    "Beginnen Sie im Terminal von vorn. Wenn Sie dort nichts gestartet haben, schließen Sie diese Seite.",
};
