import { useEffect, useEffectEvent, useState } from "react";
import { useStore } from "../../../kit/behavior/store.ts";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { characterOf, sequences } from "../../../kit/keys/key-presses.ts";
import { dialogKeys } from "../../../kit/keys/key-table.ts";
import { areKeysOn, areKeysShown } from "../../../kit/keys/keys-setting.ts";
import { isCovered, isField, useShortcuts } from "./shortcuts.ts";
import { useHeldKeys } from "./use-held-keys.ts";

const KeysDialog = lazyPart(() => import("./keys-dialog.tsx"), "KeysDialog");

export function Keys() {
  const isShown = useStore(areKeysShown);
  const shortcuts = useShortcuts();
  const [next] = useState(sequences);
  const run = (character: string | null, at: number): boolean => {
    const keys = character && next(character, at);
    const shortcut = keys && shortcuts().find((each) => each.keys === keys);
    if (!shortcut) return false;
    held.wait(shortcut.to, dialogKeys.includes(keys));
    shortcut.run();
    return true;
  };
  const held = useHeldKeys((character) => void run(character.toLowerCase(), performance.now()));
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!areKeysOn.get() || isField(event.target) || isCovered()) return;
    if (held.take(event) || run(characterOf(event), event.timeStamp)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return isShown ? <KeysDialog /> : null;
}
