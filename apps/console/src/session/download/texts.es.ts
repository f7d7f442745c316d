import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  download: "Descargar como CSV",
  isDownloaded: "El archivo se ha descargado",
  isNotDownloaded: "No se pudo descargar el archivo",
  isRefused: "El servidor rechazó la solicitud.",
};
