import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Benachrichtigungen",
  unreadCount: (count) => `Benachrichtigungen, ${count} ungelesen`,
  unread: "Ungelesen:",
  markAllRead: "Alle als gelesen markieren",
  empty:
    "Keine Benachrichtigungen. Hier erfahren Sie, wenn eine Einladung angenommen wird, ein Import endet oder eine Akte im Notfall geöffnet wird.",
  invitationAccepted: (name) => withNames`${name} hat Ihre Einladung angenommen`,
  importDone: "Ihr Import ist fertig",
  importFailed: "Ihr Import ist fehlgeschlagen. Nichts wurde importiert.",
  emergencyAccess: (name) => withNames`${name} hat im Notfall die Akte eines Patienten geöffnet`,
  emailUnverified: "Ihre E-Mail-Adresse ist noch nicht bestätigt",
};
