import { usePermissions } from "../../session/use-practice.ts";
import { EmptyState } from "../../shell/notice/empty-state.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";
import { doctorTexts } from "../../texts/doctor.ts";

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
