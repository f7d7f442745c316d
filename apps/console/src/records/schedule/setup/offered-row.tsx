import { Badge, Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../kit/section/confirm-button.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { Name } from "../../../words/format/name.tsx";
import { texts } from "../texts.en.ts";
import { invalidateSetup } from "./setup-cache.ts";

type Offered = { name: string; isActive: boolean; version: number };

type OfferedRowProps = {
  record: Offered;
  facts: ReactNode;
  mayManage: boolean;
  onEdit: () => void;
  /** Offers it for new appointments, or not, unless somebody changed it since. */
  setActive: (isActive: boolean, expectedVersion: number) => Promise<Offered>;
  remove: () => Promise<unknown>;
};

/** A visit type or a room in its list. */
export function OfferedRow({ record, facts, mayManage, onEdit, setActive, remove }: OfferedRowProps) {
  const { name, isActive, version } = record;
  const { mutate } = useSingleMutation({
    mutationFn: () => setActive(!isActive, version),
    onSuccess: (changed) =>
      notifyDone(changed.isActive ? texts.isOffered(name) : texts.isNotOffered(name), async () => {
        await setActive(isActive, changed.version);
        await invalidateSetup();
      }),
    onError: (error) => notifyFailed(texts.isNotChanged(name), error),
    onSettled: () => void invalidateSetup(),
  });
  return (
    <Row
      title={<Name>{name}</Name>}
      badge={
        isActive ? null : (
          <Badge variant="light" color="gray">
            {texts.notOffered}
          </Badge>
        )
      }
      facts={facts}
      actions={
        mayManage ? (
          <>
            <Button variant="default" size="xs" aria-label={texts.editOf(name)} onClick={onEdit}>
              {commonTexts.edit}
            </Button>
            <Button
              variant="default"
              size="xs"
              aria-label={isActive ? texts.stopOfferingOf(name) : texts.offerOf(name)}
              onClick={() => mutate()}
            >
              {isActive ? texts.stopOffering : texts.offer}
            </Button>
            <ConfirmButton
              label={commonTexts.remove}
              name={texts.removeOf(name)}
              question={texts.removeQuestion(name)}
              consequence={texts.removeMeans}
              onConfirm={async () => {
                await remove();
                notifyDone(texts.isRemoved(name));
                await invalidateSetup();
              }}
            />
          </>
        ) : null
      }
    />
  );
}
