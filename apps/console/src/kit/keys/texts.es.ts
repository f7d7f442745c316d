import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Atajos de teclado",
  onThisPage: "En esta página",
  everywhere: "En todas partes",
  goTo: "Ir a",

  focusSearch: "Buscar en esta lista",
  showKeys: "Mostrar los atajos de teclado",
  closeDialog: "Cerrar un diálogo o menú",
  moveRow: "Ir a otra fila",
  firstOrLastRow: "Ir a la primera o la última fila",
  saveForm: "Guardar",
  nextFree: "Próxima hora libre",
  nextFreeKey: "Alt+N",
  control: "Ctrl",
  escape: "Esc",
  home: "Inicio",
  end: "Fin",

  singleKeys: "Atajos de una sola tecla",
  aboutSingleKeys: "Desactívelos si usa entrada de voz o si pulsa teclas por error.",
  areOn: (settings) =>
    withNames`Los atajos de una sola tecla funcionan mientras no escribe. Puede desactivarlos en los ${settings}.`,
  areOff: (settings) =>
    withNames`Los atajos de una sola tecla están desactivados. Puede activarlos en los ${settings}.`,
  displaySettings: "ajustes de pantalla",
};
