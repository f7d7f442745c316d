import { Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { focusHeading } from "../shell/arrival.tsx";
import { useStore } from "../shell/store.ts";
import type { Command } from "./command.ts";
import { PaletteSearch } from "./palette-search.tsx";
import { isPaletteOpen } from "./palette-state.ts";

const close = () => isPaletteOpen.set(false);

export function PaletteDialog() {
  const isOpen = useStore(isPaletteOpen);
  const [isLeaving, setLeaving] = useState(false);
  const isThere = useIsThere();
  const run = async (command: Command) => {
    setLeaving(command.isLeaving);
    close();
    await command.run();
    // Where one was already, nothing has come anew.
    if (command.isLeaving && document.activeElement === document.body) focusHeading();
  };
  return (
    <Modal.Root
      opened={isOpen && isThere}
      onClose={close}
      onEnterTransitionEnd={() => setLeaving(false)}
      returnFocus={!isLeaving}
      size={600}
      yOffset="12dvh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Go to">
        <PaletteSearch onRun={run} />
      </Modal.Content>
    </Modal.Root>
  );
}

/** A dialog that is open from its first moment does not know where the focus was before. */
function useIsThere(): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return isThere;
}
