import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import { documentText } from "../apps/server/src/openapi/document.ts";
import { appRouter } from "../packages/api/src/index.ts";

// Checks the OpenAPI document with the recommended rules of Redocly and Spectral. Their libraries start twice as fast
// as their command lines, and send no telemetry.

const file = "openapi.json";

async function redoclyProblems(source: string): Promise<string[]> {
  const config = await createConfig({
    extends: ["recommended"],
    rules: {
      // `/mappings/patient/{patient_id}` is a legacy path. No id is `patient`.
      "no-ambiguous-paths": "off",
    },
  });
  const problems = await lintFromString({ source, config, absoluteRef: file });
  return problems.map(
    ({ ruleId, message, location }) => `${location[0]?.pointer ?? ""} ${message} (Redocly: ${ruleId})`,
  );
}

async function spectralProblems(source: string): Promise<string[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset(new spectral.Ruleset({ extends: [[rulesets.oas, "recommended"]] }));
  const problems = await linter.run(JSON.parse(source));
  return problems.map(({ code, message, path }) => `${path.join("/")} ${message} (Spectral: ${code})`);
}

const source = documentText(appRouter);
const problems = [...(await redoclyProblems(source)), ...(await spectralProblems(source))];
if (problems.length > 0) {
  process.stderr.write(`${file}:\n${problems.join("\n")}\n`);
  process.exitCode = 1;
}
