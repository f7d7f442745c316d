import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Vacunas",
  empty: "Sin vacunas.",
  add: "Añadir vacuna",
  isAdded: (vaccine) => withNames`Se ha añadido la vacuna ${vaccine}`,
  isSaved: (vaccine) => withNames`Se ha guardado la vacuna ${vaccine}`,
  isInError: (vaccine) => withNames`La vacuna ${vaccine} se ha marcado como registrada por error`,
  addFor: (patient) => withNames`Añadir vacuna: ${patient}`,
  editFor: (patient) => withNames`Editar vacuna: ${patient}`,
  dose: (number) => `dosis ${number}`,
  lot: (number) => `lote ${number}`,
  expires: (date) => `caduca ${formatPartialDate(date)}`,

  fields: {
    vaccine: "Vacuna",
    status: "Estado",
    occurred: "Fecha de aplicación o rechazo",
    statusReason: "Motivo si no se aplicó",
    doseNumber: "Dosis de la serie",
    lotNumber: "Lote",
    expires: "Caducidad del lote",
    manufacturer: "Fabricante",
    site: "Lugar de aplicación",
    route: "Vía",
    note: "Nota",
  },
  statuses: { completed: "Aplicada", "not-done": "No aplicada" },
};
