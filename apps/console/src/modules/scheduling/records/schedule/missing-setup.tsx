import { Alert, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../../../kit/notice/empty-state.tsx";
import { usePermissions, usePractice } from "../../../../session/client/use-practice.ts";
import { AnchorLink, ButtonLink } from "../../../../words/format/links.tsx";
import { missing as texts } from "./texts.en.ts";

type MissingSetupProps = { title: string; children: ReactNode };

/** Names missing settings, with links. */
export function MissingSetup({ title, children }: MissingSetupProps) {
  const mayManage = usePermissions()("schedule:manage");
  return (
    <EmptyState
      title={title}
      actions={mayManage ? <ButtonLink to="/settings/visit-types">{texts.setUp}</ButtonLink> : null}
    >
      {children} {mayManage ? null : texts.ask}
    </EmptyState>
  );
}

/** Empty for a practice with a time zone. */
export const MissingZone = () => (
  <MissingSetting isMissing={usePractice()?.timeZone === null} link={texts.setZone}>
    {texts.zone}
  </MissingSetting>
);

type MissingSettingProps = { isMissing: boolean; link: string; children: ReactNode };

/** Names the practice's missing settings, with links for users who may change them. */
export function MissingSetting({ isMissing, link, children }: MissingSettingProps) {
  const may = usePermissions();
  return isMissing ? (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />}>
      <Text size="sm">
        {children}{" "}
        {may("practice:update") ? (
          <AnchorLink to="/settings/practice" underline="always" inherit>
            {link}
          </AnchorLink>
        ) : null}
      </Text>
    </Alert>
  ) : null;
}
