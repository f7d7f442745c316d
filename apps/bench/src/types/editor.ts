import { spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import * as lsp from "vscode-languageserver-protocol/node";
import { type Usage, usageOf } from "./process-usage.ts";
import { compiler, compilerVersion } from "./type-check.ts";

/** A cursor position. Lines and characters count from 0. */
export type Position = { line: number; character: number };

/** An editor's requests to a TypeScript server. */
export type Editor = {
  /** Opens the file with this text, which the server then uses instead of the one on disk. */
  open(file: string, text: string): void;
  replaceLine(file: string, line: number, change: { from: string; to: string }): void;
  /** Returns the offered names. */
  complete(file: string, at: Position): Promise<string[]>;
  hover(file: string, at: Position): Promise<string>;
  /** Returns the messages of the errors. */
  diagnose(file: string): Promise<string[]>;
  /** Returns the usage of the server's process. */
  usage(): Usage | null;
  close(): Promise<void>;
};

export const editorName = `TypeScript ${compilerVersion}, its language server`;

/** Starts TypeScript's own server, and talks to it through the language server protocol. */
export async function startEditor(root: string): Promise<Editor> {
  const server = spawn(process.execPath, [compiler, "--lsp", "--stdio"], {
    cwd: root,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(server.stdout),
    new lsp.StreamMessageWriter(server.stdin),
  );
  answerServer(connection);
  connection.listen();
  await initialize(connection, root);
  const versions = new Map<string, number>();
  const document = (file: string) => ({ uri: pathToFileURL(file).href });
  return {
    open(file, text) {
      versions.set(file, 1);
      const textDocument = { ...document(file), languageId: "typescript", version: 1, text };
      send(connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument }));
    },
    replaceLine(file, line, { from, to }) {
      const version = (versions.get(file) ?? 0) + 1;
      versions.set(file, version);
      const range = { start: { line, character: 0 }, end: { line, character: from.length } };
      const change = { textDocument: { ...document(file), version }, contentChanges: [{ range, text: to }] };
      send(connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, change));
    },
    async complete(file, position) {
      const params = { textDocument: document(file), position };
      const answer = await connection.sendRequest(lsp.CompletionRequest.type, params);
      const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
      return items.map(({ label }) => label);
    },
    async hover(file, position) {
      const params = { textDocument: document(file), position };
      return JSON.stringify((await connection.sendRequest(lsp.HoverRequest.type, params))?.contents ?? "");
    },
    async diagnose(file) {
      const params = { textDocument: document(file) };
      const report = await connection.sendRequest(lsp.DocumentDiagnosticRequest.type, params);
      if (report.kind !== "full") throw new Error("The server sent no full diagnostics.");
      return report.items
        .filter(({ severity }) => severity === lsp.DiagnosticSeverity.Error)
        .map(({ message }) => (typeof message === "string" ? message : message.value));
    },
    usage: () => usageOf(server.pid),
    async close() {
      const ended = once(server, "exit");
      await connection.sendRequest(lsp.ShutdownRequest.type);
      await connection.sendNotification(lsp.ExitNotification.type);
      await ended;
      connection.dispose();
    },
  };
}

/** A failed notification ends the connection, and so every later request fails anyway. */
const send = (sent: Promise<void>) => void sent.catch(() => undefined);

/** Answers the server's requests like an editor without settings. */
function answerServer(connection: lsp.ProtocolConnection): void {
  connection.onRequest(lsp.ConfigurationRequest.type, ({ items }) => items.map(() => null));
  connection.onRequest(lsp.RegistrationRequest.type, () => undefined);
  connection.onRequest(lsp.UnregistrationRequest.type, () => undefined);
  connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => undefined);
}

async function initialize(connection: lsp.ProtocolConnection, root: string): Promise<void> {
  const uri = pathToFileURL(root).href;
  await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: "synthetic" }],
    capabilities: {
      workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: {
        completion: { contextSupport: true, completionItem: { snippetSupport: true } },
        hover: { contentFormat: ["markdown"] },
        diagnostic: { dynamicRegistration: false },
      },
    },
  });
  await connection.sendNotification(lsp.InitializedNotification.type, {});
}
