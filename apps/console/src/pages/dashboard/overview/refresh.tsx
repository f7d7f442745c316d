import { Button, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { api, queryClient } from "../../../session/client/api.ts";
import { formatTime } from "../../../words/format/format.ts";
import { texts as dashboardTexts } from "../texts.en.ts";

/** Only a refresh by the reader is shown and announced: the page also refreshes itself. */
export function Refresh({ countedAt }: { countedAt: number }) {
  const [isCounting, setCounting] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const refresh = async () => {
    setAsked(true);
    setCounting(true);
    await queryClient.invalidateQueries(api.statistics.pathFilter());
    setCounting(false);
  };
  return (
    <>
      {/* Reserves its space, so that a narrow screen does not shift. */}
      <Text
        size="sm"
        c="dimmed"
        role={isAsked ? "status" : undefined}
        aria-live={isCounting ? "polite" : "off"}
        style={countedAt > 0 ? {} : { visibility: "hidden" }}
      >
        {dashboardTexts.asOf(formatTime(new Date(countedAt).toISOString()))}
      </Text>
      <Button
        variant="default"
        size="xs"
        loading={isCounting}
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={() => void refresh()}
      >
        {dashboardTexts.refresh}
      </Button>
    </>
  );
}
