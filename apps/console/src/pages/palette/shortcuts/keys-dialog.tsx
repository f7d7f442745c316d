import { Stack, Table, Title } from "@mantine/core";
import { useState } from "react";
import { useStore } from "../../../kit/behavior/store.ts";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { controlKey, KeyCaps } from "../../../kit/keys/key-caps.tsx";
import { pageKeys } from "../../../kit/keys/key-table.ts";
import { areKeysOn, areKeysShown } from "../../../kit/keys/keys-setting.ts";
import { texts as keysTexts } from "../../../kit/keys/texts.en.ts";
import { Dimmed } from "../../../kit/theme/dimmed.tsx";
import { AnchorLink } from "../../../words/format/links.tsx";
import { texts as paletteTexts } from "../texts.en.ts";
import { type Shortcut, useShortcuts } from "./shortcuts.ts";

const close = () => areKeysShown.set(false);

type Row = Pick<Shortcut, "keys" | "label">;

const always: readonly Row[] = [
  { keys: `${controlKey} K`, label: paletteTexts.fieldLabel },
  { keys: keysTexts.escape, label: keysTexts.closeDialog },
];
const inLists: readonly Row[] = [
  { keys: "↑ ↓", label: keysTexts.moveRow },
  { keys: `${keysTexts.home} ${keysTexts.end}`, label: keysTexts.firstOrLastRow },
];
const inBooking: readonly Row[] = [
  { keys: keysTexts.nextFreeKey.replace("+", " "), label: keysTexts.nextFree },
];
const inForms: readonly Row[] = [{ keys: `${controlKey} ↵`, label: keysTexts.saveForm }];

export function KeysDialog() {
  const isOn = useStore(areKeysOn);
  const shortcuts = useShortcuts();
  // The page's shortcuts before the dialog covered it.
  const [there] = useState(shortcuts);
  const [[hasList, hasForm]] = useState(() =>
    ["main:has([role=table])", "main:has(form)"].map((found) => document.querySelector(found) !== null),
  );
  const of = (group: Shortcut["group"]) => (isOn ? there.filter((each) => each.group === group) : []);
  const hasBooking = there.some(({ keys }) => keys === pageKeys.book);
  const page = [
    ...of("page"),
    ...(hasBooking ? inBooking : []),
    ...(hasList ? inLists : []),
    ...(hasForm ? inForms : []),
  ];
  return (
    <Dialog onClose={close} title={keysTexts.title}>
      <Stack>
        <Group title={keysTexts.onThisPage} rows={page} />
        <Group title={keysTexts.everywhere} rows={[...always, ...of("everywhere")]} />
        <Group title={keysTexts.goTo} rows={of("go")} />
        <Dimmed>
          {(isOn ? keysTexts.areOn : keysTexts.areOff)(
            <AnchorLink to="/settings/display" underline="always" onClick={close}>
              {keysTexts.displaySettings}
            </AnchorLink>,
          )}
        </Dimmed>
      </Stack>
    </Dialog>
  );
}

function Group({ title, rows }: { title: string; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <Title order={3} size="h5">
        {title}
      </Title>
      <Table aria-label={title} verticalSpacing={6} horizontalSpacing={0}>
        <Table.Tbody>
          {rows.map(({ keys, label }) => (
            <Table.Tr key={`${keys} ${label}`}>
              <Table.Th scope="row" fw={400}>
                {label}
              </Table.Th>
              <Table.Td ta="end" style={{ whiteSpace: "nowrap" }}>
                <KeyCaps keys={keys} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
