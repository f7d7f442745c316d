import { spreadOf } from "../statistics.ts";
import { type Editor, editorName, startEditor } from "./editor.ts";
import { type Action, editorActions } from "./editor-actions.ts";
import { type Sample, summarize } from "./latency.ts";
import type { EditorSession } from "./result.ts";
import type { Project } from "./synthetic-workspace.ts";

/** The number of server starts, of warm-up rounds, and of measured rounds. */
export type Effort = { starts: number; warmUps: number; rounds: number };

export async function measureEditor(project: Project, effort: Effort): Promise<EditorSession> {
  const cold: number[] = [];
  for (let start = 1; start < effort.starts; start++) {
    cold.push(await withEditor(project, async (_, __, first) => first));
  }
  return withEditor(project, async (editor, actions, first) => {
    const rounds: Map<Action, Sample>[] = [];
    for (let round = 0; round < effort.warmUps + effort.rounds; round++)
      rounds.push(await doAll(editor, actions));
    const counting = rounds.slice(effort.warmUps);
    return {
      server: editorName,
      project: project.name,
      coldMs: spreadOf([...cold, first]),
      latencies: actions.map((action) => ({
        what: action.what,
        kind: action.kind,
        ...summarize(counting.flatMap((round) => round.get(action) ?? [])),
      })),
      memoryMb: editor.usage()?.residentMb ?? null,
    };
  });
}

/** `first`: milliseconds from the start to the first answer. */
async function withEditor<Result>(
  project: Project,
  use: (editor: Editor, actions: Action[], first: number) => Promise<Result>,
): Promise<Result> {
  const began = performance.now();
  const editor = await startEditor(project.root);
  try {
    const actions = editorActions(editor, project);
    for (const action of actions.slice(0, 1)) await measure(editor, action);
    return await use(editor, actions, performance.now() - began);
  } finally {
    await editor.close();
  }
}

async function doAll(editor: Editor, actions: Action[]): Promise<Map<Action, Sample>> {
  const samples = new Map<Action, Sample>();
  for (const action of actions) samples.set(action, await measure(editor, action));
  return samples;
}

async function measure(editor: Editor, action: Action): Promise<Sample> {
  const before = editor.usage();
  const began = performance.now();
  const answer = await action.act();
  const ms = performance.now() - began;
  const after = editor.usage();
  if (!action.isRight(answer)) {
    throw new Error(`${action.what}: wrong answer: ${JSON.stringify(answer).slice(0, 500)}`);
  }
  action.undo();
  return { ms, cpuMs: before && after ? after.cpuMs - before.cpuMs : null };
}
