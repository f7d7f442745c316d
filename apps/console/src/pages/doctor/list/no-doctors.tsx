import { EmptyState } from "../../../kit/notice/empty-state.tsx";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { ButtonLink } from "../../../words/format/links.tsx";

const texts = doctorTexts.list;

/** Shown instead of an empty list: the reason, and what to do. */
export function NoDoctors({ isFiltered }: { isFiltered: boolean }) {
  const may = usePermissions();
  if (isFiltered) {
    return (
      <EmptyState
        title={texts.noMatch}
        actions={
          <ButtonLink variant="default" to="/doctors" replace>
            {texts.showAll}
          </ButtonLink>
        }
      >
        {texts.noMatchHint}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={texts.empty}
      actions={may("doctor:create") ? <ButtonLink to="/doctors/new">{texts.addFirst}</ButtonLink> : null}
    >
      {texts.emptyHint}
    </EmptyState>
  );
}
