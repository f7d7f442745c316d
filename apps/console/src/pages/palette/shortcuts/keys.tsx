import { useEffect, useEffectEvent, useState } from "react";
import { useStore } from "../../../kit/behavior/store.ts";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { characterOf, sequences } from "../../../kit/keys/key-presses.ts";
import { areKeysOn } from "../../../kit/keys/keys-setting.ts";
import { areKeysShown, isTyping, useShortcuts } from "./shortcuts.ts";

const KeysDialog = lazyPart(() => import("./keys-dialog.tsx"), "KeysDialog");

/** Runs the single-key shortcuts, and shows the list of them. */
export function Keys() {
  const isShown = useStore(areKeysShown);
  const shortcuts = useShortcuts();
  const [next] = useState(sequences);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const character = areKeysOn.get() && !isTyping(event.target) ? characterOf(event) : null;
    const keys = character && next(character, event.timeStamp);
    const shortcut = keys && shortcuts().find((each) => each.keys === keys);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return isShown ? <KeysDialog /> : null;
}
