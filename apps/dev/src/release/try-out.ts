import { exec, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { nodeOf, packed } from "@caretype/client/pack";
import { clusterVariable } from "@caretype/test-database";
import { build } from "esbuild";
import { repository } from "../copy-workspace.ts";

/** The kit needs the first. The client and the command line need at least the second. */
const [newest, oldest] = ["24", "20"] as const;

/** Runs a command in a new project with the project's Node, also npm. */
type Project = { folder: string; node: string; env: NodeJS.ProcessEnv };

const {
  NODE_OPTIONS: _,
  VITEST: __,
  FORCE_COLOR: ___,
  [clusterVariable]: ____,
  ...environment
} = process.env;

/**
 * Installs the tarballs as a user does, and runs the quickstarts on each Node. They call a backend of the installed
 * kit.
 * @throws {Error} with the output of the failed command.
 */
export async function tryOut(tell: (line: string) => void): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "caretype-release-"));
  try {
    const kit = await createProject(join(work, "newest"), newest);
    const { version } = createRequire(join(repository, "package.json"))("vitest/package.json");
    const ours = [await packed("client"), await packed("cli")];
    await install(kit, ...ours, await packed("testing"), `vitest@${version}`);
    await cp(join(repository, "packages/testing/examples"), kit.folder, { recursive: true });
    await expectOutput(kit, "vitest run --testTimeout=120000 --hookTimeout=120000", /Tests .*\b7 passed/);
    for (const option of ["", "--test-global-setup=node_modules/@caretype/testing/lib/global-setup.js"])
      await expectOutput(kit, `node --test ${option} node-test.ts`, /^. pass 1$/m);
    tell(`Node ${newest}: the kit runs in vitest and node:test`);
    await using backend = await startBackend(kit);
    const old = await createProject(join(work, "older"), oldest);
    await install(old, ...ours);
    for (const project of [kit, old]) {
      await runQuickstarts({ ...project, env: { ...project.env, ...backend.variables } });
      tell(`Node ${project.node}: the client and the command line run`);
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

async function createProject(folder: string, node: string): Promise<Project> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const places = [dirname(await nodeOf(node)), join(folder, "node_modules/.bin"), environment.PATH];
  const config = { PATH: places.join(delimiter), XDG_CONFIG_HOME: join(folder, "config"), NO_COLOR: "1" };
  return { folder, node, env: { ...environment, ...config } };
}

/** Runs a command. Fails with its output if the command fails or prints something unexpected. */
async function expectOutput({ folder, node, env }: Project, command: string, output: RegExp) {
  const { failed, stdout, stderr } = await promisify(exec)(command, { cwd: folder, env }).then(
    (printed) => ({ ...printed, failed: false }),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ stdout, stderr, failed: true }),
  );
  if (failed || !output.test(stdout)) throw new Error(`\`${command}\` on Node ${node}:\n${stdout}${stderr}`);
}

/** Rejects packages that do not support this Node. */
const install = (project: Project, ...packages: string[]) =>
  expectOutput(
    project,
    `npm install --engine-strict --prefer-offline --no-audit --no-fund ${packages.join(" ")}`,
    /^added \d+ packages/m,
  );

const permissions = ["import:run", "import:read", "patient:read", "patient:create"];
const script = `
  import { startBackend } from "@caretype/testing";
  await using backend = await startBackend();
  const { key } = await backend.client.apiKey.create.mutate({ name: "Try-out", permissions: ${JSON.stringify(permissions)} });
  console.log(JSON.stringify({ CARETYPE_URL: backend.url, CARETYPE_API_KEY: key }));
  for await (const _ of process.stdin);`;

/** A backend of the installed kit. It ends with its standard input. */
async function startBackend(project: Project) {
  await writeFile(join(project.folder, "backend.js"), script);
  const { folder: cwd, env } = project;
  const child = spawn("node", ["backend.js"], { cwd, env, stdio: ["pipe", "pipe", "inherit"] });
  const stop = async () => {
    child.stdin.end();
    await once(child, "exit");
  };
  for await (const line of createInterface(child.stdout)) {
    const variables: NodeJS.ProcessEnv = JSON.parse(line);
    return { variables, [Symbol.asyncDispose]: stop };
  }
  throw new Error("The backend of the installed kit has ended");
}

/** Examples of the client's README, and commands of the command line's README. */
async function runQuickstarts(project: Project) {
  const examples = join(repository, "packages/client/examples");
  // Node 20 does not run TypeScript.
  await build({
    entryPoints: ["quickstart.ts", "import.ts"].map((name) => join(examples, name)),
    outdir: project.folder,
    bundle: true,
    packages: "external",
    format: "esm",
  });
  const { folder, node } = project;
  await writeFile(join(folder, "patients.csv"), `No;Name;Sex;Born\n${node};Node ${node};F;3.2.1984\n`);
  const outputs: [string, RegExp][] = [
    ["node quickstart.js", /^The doctor is already assigned to this patient\nJane Roe, 41\n$/],
    ["node import.js patients.csv", /^done: 1 patients, 0 rows left out\n$/],
    ['caretype patient create --name "Jane Roe" --gender female', /"name": ?"Jane Roe"/],
    [
      `caretype patient list --q "Node ${node}" --columns name,gender`,
      new RegExp(`^Node ${node} +female$`, "m"),
    ],
  ];
  for (const [command, output] of outputs) await expectOutput(project, command, output);
}
