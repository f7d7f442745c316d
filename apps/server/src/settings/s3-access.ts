import type { S3Access } from "@caretype/postgres/storage";
import type { Environment } from "./environment.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** AWS's variables for a service's address. The first that is set wins. */
export const awsEndpointNames = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"] as const;

/**
 * Access to buckets. AWS's variables, also from `.env`, fill in for settings that are not set. Without keys, AWS's
 * library looks for a profile or a role.
 */
export function s3Access(environment: Environment, variables: Variables): S3Access {
  const given = (name: string) => variables[name];
  const endpoint =
    [environment.S3_ENDPOINT, ...awsEndpointNames.map(given)].find((url) => url !== undefined) ?? null;
  return {
    endpoint,
    region: environment.S3_REGION ?? given("AWS_REGION") ?? given("AWS_DEFAULT_REGION") ?? null,
    pathStyle: environment.S3_PATH_STYLE ?? endpoint !== null,
    credentials: credentialsIn(environment, given),
  };
}

function credentialsIn(
  { S3_ACCESS_KEY_ID: ownId, S3_SECRET_ACCESS_KEY: ownSecret }: Environment,
  given: (name: string) => string | undefined,
): S3Access["credentials"] {
  if (ownId !== undefined && ownSecret !== undefined)
    return { accessKeyId: ownId, secretAccessKey: ownSecret };
  const [accessKeyId, secretAccessKey] = [given("AWS_ACCESS_KEY_ID"), given("AWS_SECRET_ACCESS_KEY")];
  if (accessKeyId === undefined || secretAccessKey === undefined) return null;
  const sessionToken = given("AWS_SESSION_TOKEN");
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
