import { callLines } from "./call-lines.ts";
import { callProcedure, itemsOf } from "./call-procedure.ts";
import { completeInput } from "./complete-input.ts";
import { connect } from "./connection.ts";
import { describeRefusal, exitCodeOfError } from "./describe-refusal.ts";
import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { print, printToStderr, writeLine } from "./output.ts";
import type { ProcedureOptions, ProcedureRequest } from "./procedure-command.ts";
import { asLines, toJson } from "./safe-text.ts";
import { type Shown, showAnswer, showRows, type View } from "./show-answer.ts";
import { isRow } from "./text-table.ts";

export async function runProcedure(request: ProcedureRequest): Promise<void> {
  const connection = await connect(request.options);
  try {
    if (request.options.lines) {
      process.exitCode = await callLines(connection, request);
      return;
    }
    const call = { definition: request.definition, input: await completeInput(request) };
    const view = viewOf(request.options);
    if (request.options.all) await showAll(itemsOf(connection.client, withPageSize(call)), view);
    else show(showAnswer(await callProcedure(connection.client, call), view));
  } catch (error) {
    printToStderr(describeRefusal(error, connection));
    process.exitCode = exitCodeOfError(error);
  }
}

function viewOf({ json, columns }: ProcedureOptions): View {
  const names = columns?.split(",").map((name) => name.trim());
  if (names?.some((name) => name === ""))
    throw new CommandFailure("--columns has an empty name.", exitCodes.invalidInput);
  const { stdout } = process;
  return { isJson: json === true || (!stdout.isTTY && !names), width: stdout.columns || 120, columns: names };
}

function show({ output, notes, lacksColumns }: Shown): void {
  if (output.length > 0) print(asLines(output));
  if (notes.length > 0) printToStderr(asLines(notes));
  if (lacksColumns) process.exitCode = exitCodes.invalidInput;
}

type Call = { definition: ProcedureRequest["definition"]; input: object | undefined };

/** Reads large pages, unless the user has chosen a size. */
function withPageSize({ definition, input = {} }: Call): Call {
  const limit = definition.fields.find(({ name }) => name === "limit")?.maximum;
  return { definition, input: limit === undefined ? input : { limit, ...input } };
}

/** Streams JSON, for lists that do not fit into memory. A table needs all rows. */
async function showAll(items: AsyncGenerator<unknown>, view: View): Promise<void> {
  const rows: unknown[] = [];
  for await (const item of items) {
    if (!view.isJson) rows.push(item);
    else if (!(await writeLine(toJson(item)))) return;
  }
  if (!view.isJson) show(showRows(rows.filter(isRow), view));
}
