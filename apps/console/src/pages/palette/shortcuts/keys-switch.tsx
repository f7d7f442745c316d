import { Button, Group, Stack, Switch } from "@mantine/core";
import { useStore } from "../../../kit/behavior/store.ts";
import { areKeysOn, turnKeys } from "../../../kit/keys/keys-setting.ts";
import { texts as keysTexts } from "../../../kit/keys/texts.en.ts";
import { areKeysShown } from "./shortcuts.ts";

/** Turns single-key shortcuts off, which speech input can press by mistake. */
export function KeysSwitch() {
  const isOn = useStore(areKeysOn);
  return (
    <Stack align="start">
      <Switch
        label={keysTexts.singleKeys}
        description={keysTexts.aboutSingleKeys}
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => turnKeys(checked)}
      />
      <Group>
        <Button variant="default" onClick={() => areKeysShown.set(true)}>
          {keysTexts.showKeys}
        </Button>
      </Group>
    </Stack>
  );
}
