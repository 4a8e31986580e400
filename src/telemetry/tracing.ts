import type { IncomingHttpHeaders } from 'node:http';
import type { ClientInterceptors } from '@temporalio/client';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import type { Sinks } from '@temporalio/workflow';
import type { AroundCall } from './around-calls.js';

/** What a program needs in order to take part in traces. */
export interface Tracing {
  readonly clientInterceptors: ClientInterceptors;
  readonly traceActivity: ActivityInterceptorsFactory;
  /** Takes what workflows say that are bundled with `tracedWorkflowModules`. */
  readonly sinks: InjectedSinks<Sinks>;
  /** Makes a call of the upstream a span, and hands the trace on to it. */
  readonly traceCall: AroundCall;
  /** Begins the span of a request that came in, in the trace of the caller if there is one. */
  beginRequest(headers: IncomingHttpHeaders, method: string, route: string): TracedRequest;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
}

export interface TracedRequest {
  readonly traceId: string;
  /** Runs what the request leads to within its span. */
  within(run: () => void): void;
  end(status: number): void;
}

/**
 * Begins to send traces to the collector that OpenTelemetry's own variables name; undefined when they name none. Its
 * libraries are loaded only then.
 */
export async function openTracing(serviceName: string): Promise<Tracing | undefined> {
  const { OTEL_SDK_DISABLED, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = process.env;
  const isNamed = OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!isNamed || OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined;
  const { startTracing } = await import('./opentelemetry.js');
  return startTracing(serviceName);
}
