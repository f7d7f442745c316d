import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { classicServer, classicVersion } from "./compilers.ts";
import type { Editor, EditorKind, Position } from "./editor.ts";
import { usageOf } from "./process-usage.ts";

/** TypeScript 6's `tsserver`, through its own protocol, for editors without TypeScript 7. */
export const classicEditor: EditorKind = { name: `TypeScript ${classicVersion}, tsserver`, start };

// Its protocol counts lines and characters from 1.
const place = ({ line, character }: Position) => ({ line: line + 1, offset: character + 1 });

type Completions = { entries: { name: string }[] };
type Diagnostics = { text: string; category: string }[];

async function start(root: string): Promise<Editor> {
  // As VS Code starts it: messages over Node's IPC channel, up to 3 GB of memory, no automatic type
  // acquisition.
  const options = ["--useNodeIpc", "--disableAutomaticTypingAcquisition", "--suppressDiagnosticEvents"];
  const execArgv = ["--max-old-space-size=3072"];
  const server = fork(classicServer, options, { cwd: root, execArgv, stdio: "ignore" });
  const { tell, ask } = talkTo(server);
  return {
    open: (file, text) => tell("open", { file, fileContent: text, projectRootPath: root }),
    replaceLine(file, line, { from, to }) {
      const [start, end] = [place({ line, character: 0 }), place({ line, character: from.length })];
      tell("updateOpen", { changedFiles: [{ fileName: file, textChanges: [{ start, end, newText: to }] }] });
    },
    async complete(file, at) {
      const { entries } = await ask<Completions>("completionInfo", { file, ...place(at), triggerKind: 1 });
      return entries.map(({ name }) => name);
    },
    async hover(file, at) {
      return (await ask<{ displayString: string }>("quickinfo", { file, ...place(at) })).displayString;
    },
    async diagnose(file) {
      const found = await ask<Diagnostics>("semanticDiagnosticsSync", { file });
      return found.filter(({ category }) => category === "error").map(({ text }) => text);
    },
    usage: () => usageOf(server.pid),
    async close() {
      const ended = once(server, "exit");
      tell("exit", {});
      await ended;
    },
  };
}

type Message = { type: string; request_seq?: number; success?: boolean; body?: unknown; message?: string };

function talkTo(server: ChildProcess) {
  const waiting = new Map<number, (message: Message) => void>();
  let sequence = 0;
  server.on("message", (message: Message) => {
    if (message.request_seq === undefined) return;
    waiting.get(message.request_seq)?.(message);
    waiting.delete(message.request_seq);
  });
  server.on("exit", () => {
    for (const answer of waiting.values()) answer({ type: "response", message: "tsserver ended" });
  });
  const tell = (command: string, content: object) => {
    server.send({ seq: ++sequence, type: "request", command, arguments: content });
  };
  /** The protocol defines the body of each command. Its types are published only with the compiler. */
  const ask = <Body>(command: string, content: object) =>
    new Promise<Body>((resolve, reject) => {
      tell(command, content);
      waiting.set(sequence, ({ success, body, message = "" }) =>
        success ? resolve(body as Body) : reject(new Error(`${command}: ${message}`)),
      );
    });
  return { tell, ask };
}
