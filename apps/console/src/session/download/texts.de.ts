import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  download: "Als CSV herunterladen",
  isDownloaded: "Die Datei ist heruntergeladen",
  isNotDownloaded: "Die Datei konnte nicht heruntergeladen werden",
  isRefused: "Der Server hat die Anfrage abgelehnt.",
};
