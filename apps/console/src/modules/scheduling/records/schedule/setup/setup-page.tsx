import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Page } from "../../../../../kit/page/page.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { texts as setupTexts } from "../texts.en.ts";
import type { OfferedFormsProps } from "./offered-forms.tsx";

export type SetupPageProps<Item> = {
  texts: { title: string; about: string; add: string };
  form: (props: OfferedFormsProps<Item>) => ReactNode;
  children: (may: { mayManage: boolean; onEdit: (item: Item) => void }) => ReactNode;
};

/** A page of a practice's setup: an editable list. */
export function SetupPage<Item>({ texts, form, children }: SetupPageProps<Item>) {
  const mayManage = usePermissions()("schedule:manage");
  const [opened, setOpened] = useState<Item | "new" | null>(null);
  const add = mayManage ? (
    <Button onClick={() => setOpened("new")} leftSection={<IconPlus size={16} aria-hidden />}>
      {texts.add}
    </Button>
  ) : null;
  return (
    <Page title={texts.title} subtitle={texts.about} actions={add} width="reading">
      <Surface>{children({ mayManage, onEdit: (item) => setOpened(() => item) })}</Surface>
      {opened ? form({ opened, onClose: () => setOpened(null) }) : null}
    </Page>
  );
}

export const EditButton = ({ name, onEdit }: { name: string; onEdit: () => void }) => (
  <SmallButton label={commonTexts.edit} name={setupTexts.editOf(name)} onClick={onEdit} />
);
