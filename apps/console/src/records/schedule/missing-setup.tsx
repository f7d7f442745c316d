import { Alert, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { EmptyState } from "../../kit/notice/empty-state.tsx";
import { usePermissions, usePractice } from "../../session/client/use-practice.ts";
import { AnchorLink, ButtonLink } from "../../words/format/links.tsx";
import { missing as texts } from "./texts.en.ts";

type MissingSetupProps = { visitTypes: readonly unknown[]; hasHours: boolean };

/** Says what has to be set up before anything can be booked, and leads there. */
export function MissingSetup({ visitTypes, hasHours }: MissingSetupProps) {
  const may = usePermissions();
  const mayManage = may("schedule:manage");
  return (
    <EmptyState
      title={texts.title}
      actions={mayManage ? <ButtonLink to="/settings/visit-types">{texts.setUp}</ButtonLink> : null}
    >
      {visitTypes.length === 0 ? texts.visitTypes : null} {hasHours ? null : texts.hours}{" "}
      {mayManage ? null : texts.ask}
    </EmptyState>
  );
}

/** Nothing for a practice with a time zone. */
export function MissingZone() {
  const may = usePermissions();
  const practice = usePractice();
  if (!practice || practice.timeZone !== null) return null;
  return (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />}>
      <Text size="sm">
        {texts.zone}{" "}
        {may("practice:update") ? (
          <AnchorLink to="/settings/practice" underline="always" inherit>
            {texts.setZone}
          </AnchorLink>
        ) : null}
      </Text>
    </Alert>
  );
}
