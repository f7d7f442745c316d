import type { Assignment } from "@caretype/client";
import { Button, Skeleton, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ComponentProps, type ReactNode, useRef, useState } from "react";
import { keyProps } from "../../../../kit/keys/key-props.ts";
import { Paged } from "../../../../kit/section/paged-list.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { usePermissions } from "../../../../session/client/use-practice.ts";

type AssignmentsSectionProps = {
  title: string;
  assign: string;
  query: ComponentProps<typeof Paged<Assignment>>["query"];
  /** `onUnassign` is called before an assignment disappears, to move the focus. */
  children: (assignments: readonly Assignment[], onUnassign: () => void) => ReactNode;
  /** Loads on first use, then stays mounted, so that closing it by mistake keeps the input. */
  dialog: (state: { opened: boolean; onClose: () => void }) => ReactNode;
};

/** The assignments of a patient or of a doctor, with an "add" button. */
export function AssignmentsSection({ title, assign, query, children, dialog }: AssignmentsSectionProps) {
  const may = usePermissions();
  const heading = useRef<HTMLHeadingElement>(null);
  const [opened, setOpened] = useState<boolean | null>(null);
  return (
    <Section
      title={title}
      headingRef={heading}
      actions={
        may("assignment:create") ? (
          <Button
            variant="light"
            size="xs"
            {...keyProps("assign")}
            onClick={() => setOpened(true)}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {assign}
          </Button>
        ) : null
      }
    >
      <Stack gap="sm">
        <Paged query={query} skeleton={<Skeleton h={140} radius="md" />}>
          {(assignments) => children(assignments, () => heading.current?.focus())}
        </Paged>
      </Stack>
      {opened === null ? null : dialog({ opened, onClose: () => setOpened(false) })}
    </Section>
  );
}
