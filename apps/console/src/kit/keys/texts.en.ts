import type { ReactNode } from "react";
import { withNames } from "../../words/format/with-names.ts";

export const texts = {
  title: "Keyboard shortcuts",
  onThisPage: "On this page",
  everywhere: "Everywhere",
  goTo: "Go to",

  focusSearch: "Search this list",
  showKeys: "Show keyboard shortcuts",
  closeDialog: "Close a dialog or menu",
  moveRow: "Move to another row",
  firstOrLastRow: "Move to the first or last row",
  saveForm: "Save",
  nextFree: "Next free time",
  nextFreeKey: "Alt+N",
  control: "Ctrl",
  escape: "Esc",
  home: "Home",
  end: "End",

  singleKeys: "Single-key shortcuts",
  aboutSingleKeys: "Turn these off if you use speech input, or if you press keys by mistake.",
  areOn: (settings: ReactNode) =>
    withNames`Single keys work while you are not typing. Turn them off in the ${settings}.`,
  areOff: (settings: ReactNode) => withNames`Single-key shortcuts are off. Turn them on in the ${settings}.`,
  displaySettings: "display settings",
};
