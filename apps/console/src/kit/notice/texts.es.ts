import { texts as permissions } from "../../words/permission/texts.es.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  permissions,
  unreachable: "No se puede conectar con el servidor. Compruebe la conexión e inténtelo de nuevo.",
  unanswered: "El servidor no respondió. Inténtelo de nuevo.",
  partMissing: "No se pudo cargar una parte de esta página.",
  pageFailed:
    "Esta página falló. Vuelva a cargarla. Si ocurre de nuevo, avise a la administración del servidor.",
  isInvalid: (reasons) =>
    reasons ? `Los datos introducidos no son válidos: ${reasons}` : "Los datos introducidos no son válidos",
  request: (id) => `Solicitud ${id}`,
};
