import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { formatDate } from "../../../../words/format/format.ts";
import { texts as auditTexts } from "./texts.en.ts";

type ArchivedNoteProps = {
  pages: readonly { archivedBefore: string | null }[] | undefined;
  hasMore: boolean;
  /** The start of the requested period. */
  from: string | undefined;
};

export function ArchivedNote({ pages, hasMore, from }: ArchivedNoteProps) {
  const before = pages?.at(-1)?.archivedBefore;
  if (hasMore || !before) return null;
  if (from !== undefined && Date.parse(from) >= Date.parse(before)) return null;
  // Months begin in UTC.
  return <Dimmed>{auditTexts.archived(formatDate(before.slice(0, 10)))}</Dimmed>;
}
