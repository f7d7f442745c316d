import { AsyncLocalStorage } from "node:async_hooks";
import { type TracedCall, toDomainError } from "@caretype/api";
import type { DatabaseEvent, Finish } from "@caretype/db";
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  SamplingDecision,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Settings } from "../settings/settings.ts";

type TracingSettings = NonNullable<Settings["tracing"]>;

/**
 * Traces a share of the requests: a span for each request, its procedures, their waits for a connection, and their
 * statements. A span holds no input, answer or parameter. Fastify's own instrumentation has a span for each hook, and
 * cannot see our connections. An untraced request costs one decision.
 */
export class Tracing {
  readonly #ratio: number;
  readonly #sampler: TraceIdRatioBasedSampler;
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;
  readonly #running = new AsyncLocalStorage<Span>();

  constructor({ ratio, serviceName }: TracingSettings, exporter: SpanExporter) {
    this.#ratio = ratio;
    this.#sampler = new TraceIdRatioBasedSampler(ratio);
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({ "service.name": serviceName }),
      sampler: new AlwaysOnSampler(),
      spanProcessors: [new BatchSpanProcessor({ exporter })],
    });
    this.#tracer = this.#provider.getTracer("caretype");
  }

  /** Begins the request's span, as part of the caller's trace if there is one. */
  beginRequest(request: FastifyRequest, reply: FastifyReply): void {
    const parent = parentOf(request.headers.traceparent);
    if (!this.#isWanted(parent)) return;
    const { method, id } = request;
    const route = request.routeOptions.url ?? "";
    const attributes = { "http.request.method": method, "http.route": route, "caretype.request_id": id };
    const options = { kind: SpanKind.SERVER, attributes };
    const span = this.#tracer.startSpan(`${method} ${route}`.trimEnd(), options, parent);
    request.trace = { parent: span, ids: idsOf(span) };
    reply.raw.once("close", () => {
      span.setAttribute("http.response.status_code", reply.statusCode);
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
  }

  /**
   * The SDK would create a span before it asks its sampler. The caller's decision is ignored: it could make every
   * request expensive. Deciding by the trace's id, services with the same share agree.
   */
  #isWanted(parent: Context): boolean {
    const traceId = trace.getSpanContext(parent)?.traceId;
    if (traceId === undefined) return Math.random() < this.#ratio;
    return this.#sampler.shouldSample(parent, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED;
  }

  /** Runs a call in a child span of its request. */
  readonly call = <T>({ procedure, parent }: TracedCall, run: () => Promise<T>): Promise<T> =>
    isSpan(parent) ? this.#callBelow(parent, procedure, run) : run();

  async #callBelow<T>(parent: Span, procedure: string, run: () => Promise<T>): Promise<T> {
    const span = this.#tracer.startSpan(
      procedure,
      { attributes: { "rpc.method": procedure } },
      below(parent),
    );
    try {
      return await this.#running.run(span, run);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute("error.type", toDomainError(error).code);
      throw error;
    } finally {
      span.end();
    }
  }

  /** Begins a span for a database operation of the running procedure. */
  readonly observe = ({ kind, pool, text }: DatabaseEvent): Finish | undefined => {
    const parent = this.#running.getStore();
    if (parent === undefined) return undefined;
    const attributes = {
      "db.system.name": "postgresql",
      "caretype.pool": pool,
      // The text has placeholders, never values.
      ...(text !== undefined && { "db.query.text": text }),
    };
    const options = { kind: text === undefined ? SpanKind.INTERNAL : SpanKind.CLIENT, attributes };
    const span = this.#tracer.startSpan(text === undefined ? kind : summaryOf(text), options, below(parent));
    return (isFailed) => {
      if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
  };

  /** The ids for a log line. Empty outside of a traced procedure. */
  readonly logFields = (): Record<string, string> => {
    const span = this.#running.getStore();
    return span === undefined ? {} : idsOf(span);
  };

  /** Sends the remaining spans. */
  async close(): Promise<void> {
    await this.#provider.shutdown();
  }
}

const below = (span: Span): Context => trace.setSpan(ROOT_CONTEXT, span);

const isSpan = (value: unknown): value is Span =>
  typeof value === "object" && value !== null && "spanContext" in value;

/** `trace_id` and `span_id`, as in OpenTelemetry's logs. */
function idsOf(span: Span): Record<string, string> {
  const { traceId, spanId } = span.spanContext();
  return { trace_id: traceId, span_id: spanId };
}

/** `select patient`: the command and its first table. */
function summaryOf(text: string): string {
  const [, command = "statement"] = /^\s*(\w+)/.exec(text) ?? [];
  const [, table] = /\b(?:from|into|update)\s+"?(\w+)/i.exec(text) ?? [];
  return table === undefined ? command : `${command} ${table}`;
}

/** `onFailure` gets the error when the collector begins to refuse spans, which are then lost. */
export function createTracing(settings: TracingSettings, onFailure: (error: unknown) => void): Tracing {
  const url = `${settings.endpoint.replace(/(?<!\/)\/+$/, "")}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers: settings.headers });
  return new Tracing(settings, reporting(exporter, onFailure));
}

/** Reports once until the collector accepts spans again. */
function reporting(exporter: SpanExporter, onFailure: (error: unknown) => void): SpanExporter {
  let isFailing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const { error } = result;
        if (error !== undefined && !isFailing) onFailure(error);
        isFailing = error !== undefined;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** Returns the context of a `traceparent` header (W3C Trace Context), or an empty one if it is invalid. */
function parentOf(header: unknown): Context {
  const [, traceId, spanId] = (typeof header === "string" && traceparent.exec(header)) || [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.NONE, isRemote: true });
}
