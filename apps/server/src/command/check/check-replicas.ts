import type { DatabaseHandle } from "@caretype/db";
import type { ReplicaFacts } from "@caretype/db/replica";
import { describeFailure } from "../../log/report-failure.ts";
import type { Settings } from "../../settings/settings.ts";
import { type Finding, ok, sizeText, warning } from "./finding.ts";

type Checked = Pick<Settings, "databaseReadUrls" | "databasePrepare">;

/** Looks at each read replica. None is a problem, because the primary answers in its place. */
export async function checkReplicas(
  primary: Pick<DatabaseHandle, "reader">,
  { databaseReadUrls: urls, databasePrepare: prepare }: Checked,
): Promise<Finding[]> {
  if (urls.length === 0) return [];
  const { inspectReplica } = await import("@caretype/db/replica");
  return Promise.all(
    urls.map((url, index) => {
      const about = `Replica ${index + 1}`;
      return inspectReplica(url, { primary, prepare }).then(
        (facts) => findingOf(about, facts),
        (error: unknown) => warning(about, describeFailure(error)),
      );
    }),
  );
}

function findingOf(about: string, { state, version, bytesBehind }: ReplicaFacts): Finding {
  const text = `PostgreSQL ${version}`;
  if (state === "foreign")
    return warning(about, `${text}, with the data of another database: it is not used`);
  if (state === "promoted") return warning(about, `${text}, no standby, or no longer: it is not used`);
  if (state === "behind") return warning(about, `${text}, ${sizeText(bytesBehind)} behind the primary`);
  return ok(about, `${text}, a standby that has what the primary has`);
}
