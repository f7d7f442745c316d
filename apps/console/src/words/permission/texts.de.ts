import type { Permission } from "@caretype/api";
import { texts as listTexts } from "../list/texts.de.ts";
import { type OwnPermissionTexts, permissionsOfLists } from "./of-lists.ts";

const own: OwnPermissionTexts = {
  "account:self":
    "Das eigene Konto, Sitzungen und Benachrichtigungen verwalten, Praxen auflisten und verlassen, Einladungen annehmen",
  "practice:create": "Eine weitere Praxis anlegen, als ihr Inhaber",
  "practice:read": "Den Namen der Praxis und die eigenen Rechte in ihr sehen",
  "practice:update":
    "Name und Zeitzone der Praxis ändern, einen zweiten Faktor von Mitgliedern verlangen, Beispieldaten hinzufügen und entfernen",
  "member:read": "Die Mitglieder der Praxis und ihre Rollen sehen",
  "member:manage": "Mitglieder einladen und entfernen, Rollen ändern, Mitglieder mit Ärzten verknüpfen",
  "api-key:manage": "API-Schlüssel erstellen und widerrufen",
  "patient:read": "Patienten und ihren Verlauf auflisten, suchen und lesen, ohne Anamnese",
  "patient:read-clinical": "Die Anamnese sehen und bei neuen und geänderten Patienten eintragen",
  "patient:create": "Patienten hinzufügen",
  "patient:update": "Patienten ändern",
  "patient:remove": "Patienten entfernen, entfernte auflisten und wiederherstellen",
  "patient:merge":
    "Patienten zusammenführen, Zusammenführungen aufheben und Patienten als verschiedene Personen markieren",
  "doctor:read": "Das Ärzteverzeichnis und seinen Verlauf auflisten, durchsuchen und lesen",
  "doctor:create": "Ärzte hinzufügen",
  "doctor:update": "Ärzte ändern",
  "doctor:remove": "Ärzte entfernen, entfernte auflisten und wiederherstellen",
  "directory:manage":
    "Ärzte ändern und entfernen, die andere Praxen hinzugefügt haben. Für Ärzte der eigenen Praxis dürfen Inhaber das auch ohne dieses Recht. Nur das Betreiberteam kann es einem Schlüssel geben",
  "assignment:read": "Sehen, welche Ärzte welche Patienten behandeln, und seit wann",
  "assignment:create": "Einem Patienten einen Arzt zuweisen",
  "assignment:update": "Den Grund einer Zuweisung ändern",
  "assignment:remove": "Zuweisungen aufheben, aufgehobene auflisten und wiederherstellen",
  "appointment:read": "Termine, freie Zeiten, Sprechzeiten, Terminarten und Räume sehen",
  "appointment:create": "Termine buchen, einzeln oder als Serie, und Zeiten reservieren",
  "appointment:update":
    "Termine bestätigen, verschieben, absagen und abschließen, Ankunft von Patienten vermerken",
  "appointment:override": "Zu einer Zeit buchen, zu der der Arzt nicht frei ist, mit Begründung",
  "schedule:manage": "Sprechzeiten von Ärzten festlegen, Terminarten und Räume verwalten",
  "saved-view:read": "Die gespeicherten Ansichten der Praxis verwenden",
  "event:read": "Änderungen der Einträge auflisten, die die anderen Berechtigungen zeigen",
  "saved-view:manage": "Ansichten speichern, umbenennen, ändern und entfernen; alle Mitglieder sehen sie",
  "clinical:read":
    "Klinische Einträge von Patienten lesen: Konsultationen, Diagnosen, Allergien, Befunde, Notizen, Medikamente, Impfungen und Maßnahmen",
  "clinical:write":
    "Klinische Einträge erfassen, ändern und als irrtümlich erfasst markieren. Notizen schreiben",
  "clinical:sign": "Notizen unterschreiben und ergänzen, als verknüpfter Arzt. Konsultationen sperren",
  "clinical:restricted":
    "Klinische Einträge einschränken, festlegen, wer sie lesen darf, und eingeschränkte Einträge anderer mit einer Begründung öffnen, die die Inhaber erfahren",
  "import:read": "Die Importe der Praxis sehen",
  "import:run": "Patienten, Ärzte und Zuweisungen aus Dateien importieren",
  "import:undo": "Einen Import rückgängig machen",
  "statistics:read": "Die Statistik der Praxis sehen, auch Patienten je Arzt",
  "audit:read": "Das Prüfprotokoll der Praxis und die Zugriffsprotokolle der Patienten lesen",
  "staff:accounts":
    "Konten finden, deaktivieren und reaktivieren, ihre Sitzungen und API-Schlüssel sehen und beenden",
  "staff:break-glass": "Im Notfall die Akte eines Patienten öffnen, für eine halbe Stunde, mit Begründung",
};

export const texts: Readonly<Record<Permission, string>> = {
  ...own,
  ...permissionsOfLists(listTexts, ({ many }) => ({
    read: `${many} sehen`,
    manage: `${many} hinzufügen, ändern und entfernen`,
  })),
};
