import { type Context, ROOT_CONTEXT, TraceFlags, trace } from "@opentelemetry/api";

const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** Returns the context that a `traceparent` header of W3C Trace Context names, or an empty one if it is invalid. */
export function parentOf(header: unknown): Context {
  const [, traceId, spanId] = (typeof header === "string" && traceparent.exec(header)) || [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.NONE, isRemote: true });
}
