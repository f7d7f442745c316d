import type { MergeId } from "@caretype/client";
import { type Blocker, isErrorCode, patientId, type RouterOutputs } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { api } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { useIsShown } from "../../shell/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../shell/behavior/use-single-mutation.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone, notifyFailed } from "../../shell/notice/notify.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import { readPatientsAnew } from "../patient-cache.ts";
import { describeSeparation } from "./describe-separation.ts";

type UnmergeButtonProps = {
  mergeId: MergeId;
  /** Among what can be done about an entry of a timeline. */
  isCompact?: boolean;
};

const compact = { size: "compact-sm", variant: "subtle", "aria-label": "Undo the merge" } as const;

/** Separates two patients again who were merged. What stands in the way is told. */
export function UnmergeButton({ mergeId, isCompact = false }: UnmergeButtonProps) {
  const isShown = useIsShown();
  const unmerge = useSingleMutation(
    api.patient.unmerge.mutationOptions({
      onSuccess: (separated: RouterOutputs["patient"]["unmerge"]) => {
        notifyDone(describeSeparation(separated));
        void readPatientsAnew();
      },
      onError: (error) => {
        if (!isShown.current) notifyFailed("The merge is not undone", error);
      },
    }),
  );
  return (
    <>
      <Button
        variant="default"
        {...(isCompact ? compact : {})}
        loading={unmerge.isPending}
        onClick={() => unmerge.mutate({ mergeId })}
      >
        {isCompact ? "Undo" : "Undo the merge"}
      </Button>
      <Dialog opened={unmerge.isError} onClose={unmerge.reset} title="The merge is not undone">
        <Stack>
          <Reason error={unmerge.error} />
          <Group justify="flex-end">
            <Button onClick={unmerge.reset} data-autofocus>
              Close
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}

function Reason({ error }: { error: unknown }) {
  if (!isErrorCode(error, "MERGE_BLOCKED")) return error ? <ErrorNotice error={error} /> : null;
  return error.data.blockedBy.map((blocker) => <InTheWay key={blocker.id} blocker={blocker} />);
}

/** The server's own words say what to do. */
function InTheWay({ blocker: { kind, id, label } }: { blocker: Blocker }) {
  if (kind !== "patient") return <Text>What stands in the way: {label}.</Text>;
  return (
    <Text>
      What stands in the way:{" "}
      <AnchorLink to="/patients/$id" params={{ id: patientId.parse(id) }}>
        one of the two patients
      </AnchorLink>{" "}
      was {label}.
    </Text>
  );
}
