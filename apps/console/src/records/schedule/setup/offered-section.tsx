import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ComponentType, type ReactNode, Suspense, useState } from "react";
import { Section } from "../../../kit/section/section.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import type { OfferedFormsProps } from "./offered-forms.tsx";

type OfferedSectionProps<Item> = {
  texts: { title: string; about: string; add: string };
  /** The forms, which load when they are asked for. */
  Forms: ComponentType<OfferedFormsProps<Item>>;
  children: (may: { mayManage: boolean; onEdit: (item: Item) => void }) => ReactNode;
};

/** What a practice offers, as a list in which it is added and changed. */
export function OfferedSection<Item>({ texts, Forms, children }: OfferedSectionProps<Item>) {
  const mayManage = usePermissions()("schedule:manage");
  const [opened, setOpened] = useState<Item | "new" | null>(null);
  const add = mayManage ? (
    <Button
      variant="light"
      size="xs"
      onClick={() => setOpened("new")}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {texts.add}
    </Button>
  ) : null;
  return (
    <Section title={texts.title} about={texts.about} actions={add}>
      {children({ mayManage, onEdit: (item) => setOpened(() => item) })}
      <Suspense>{opened ? <Forms opened={opened} onClose={() => setOpened(null)} /> : null}</Suspense>
    </Section>
  );
}
