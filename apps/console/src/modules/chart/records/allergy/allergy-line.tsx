import type { PatientId, RouterOutputs } from "@caretype/client";
import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { messageOf } from "../../../../kit/notice/error-notice.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { Name } from "../../../../words/format/name.tsx";
import { texts } from "../clinical/chart/texts.en.ts";
import { NoneKnown } from "./none-known.tsx";

type AllergyPage = RouterOutputs["allergy"]["list"];
type Allergy = AllergyPage["items"][number];

/** A patient's known allergies. A failed read is never shown as "none". */
export function AllergyLine({ patientId }: { patientId: PatientId }) {
  const { data, error, refetch } = useQuery(
    api.allergy.list.queryOptions({ patientId, limit: 200 }, { staleTime: 0 }),
  );
  if (data) return <Known page={data} />;
  if (!error) return <Text inherit>{texts.areLoading}</Text>;
  return (
    <Warning>
      {texts.areNotLoaded} {messageOf(error)}{" "}
      <PlainButton label={commonTexts.tryAgain} size="compact-sm" onClick={() => void refetch()} />
    </Warning>
  );
}

function Known({ page }: { page: AllergyPage }) {
  const groups = page.noneOf.map(({ statement }) => texts.noneOf[statement]).join(" · ");
  if (page.known === "never-asked")
    return groups ? <Text inherit>{groups}</Text> : <Warning>{texts.neverAsked}</Warning>;
  if (page.known === "none-known") return <NoneKnown statement={page.noneKnown} />;
  const active = page.items.filter(isActive).toSorted((one, other) => rankOf(one) - rankOf(other));
  const more = page.nextCursor === null ? null : <> · {texts.thereAreMore}</>;
  if (active.length === 0) {
    return (
      <Text inherit>
        {[texts.noneActive, groups].filter(Boolean).join(" · ")}
        {more}
      </Text>
    );
  }
  return (
    <Warning>
      {texts.areListed}{" "}
      {active.map((allergy, index) => (
        <span key={allergy.id}>
          {index === 0 ? null : " · "}
          <Name>{allergy.substance.text}</Name>
          {allergy.criticality === "high" ? <strong> ({texts.highCriticality})</strong> : null}
        </span>
      ))}
      {groups ? ` · ${groups}` : null}
      {more}
    </Warning>
  );
}

const isActive = ({ clinicalStatus, verificationStatus }: Allergy) =>
  clinicalStatus === "active" && verificationStatus !== "refuted";

/** High criticality first. */
const rankOf = ({ criticality }: Allergy) => (criticality === "high" ? 0 : 1);

const Warning = ({ children }: { children: ReactNode }) => (
  <Text component="div" inherit fw={500} c="var(--mantine-color-yellow-light-color)">
    <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: "text-bottom" }} /> {children}
  </Text>
);
