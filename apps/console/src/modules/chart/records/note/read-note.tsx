import type { NoteId } from "@caretype/client";
import { CloseButton, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { NoteItem } from "./notes.tsx";
import { begin as texts } from "./texts.en.ts";

/** A note shown among the records. */
export function ReadNote({ id, onClose }: { id: NoteId; onClose: () => void }) {
  const query = useQuery(api.note.byId.queryOptions({ id }));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Section
      title={texts.usualKind}
      headingRef={heading}
      actions={<CloseButton aria-label={commonTexts.close} onClick={onClose} />}
    >
      <QueryStates query={query} skeleton={<Skeleton h={160} />}>
        {(note) => (
          <ul style={{ margin: 0, padding: 0 }}>
            <NoteItem note={note} />
          </ul>
        )}
      </QueryStates>
    </Section>
  );
}
