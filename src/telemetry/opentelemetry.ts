/**
 * Traces, by the SDK's own interceptors: see docs/decisions/0014-traces.md. Loaded only when they are wanted.
 *
 *   request ─▶ client ─▶ workflow ─▶ activity ─▶ call of the upstream
 *
 * Spans carry names, ids and results; never a body, a header or a customer.
 */
import {
  context,
  defaultTextMapGetter,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResourcesSync, envDetectorSync, Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import {
  makeWorkflowExporter,
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
  OpenTelemetryWorkflowClientInterceptor,
} from '@temporalio/interceptors-opentelemetry';
import type { WorkflowInfo } from '@temporalio/workflow';
import { NoUsableAnswer, SaidNo } from '../ticketscloud/errors.js';
import type { AroundCall } from './around-calls.js';
import type { Tracing } from './tracing.js';

/** The same processor, without the ids of updates: callers make them of payments, and of who calls an order off. */
function sparing(processor: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, context) => processor.onStart(span, context),
    onEnd(span) {
      delete span.attributes['temporalUpdateId'];
      processor.onEnd(span);
    },
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}

/** Sends spans to the collector of the environment, under the name that it gives or this one. */
export function startTracing(serviceName: string): Tracing {
  const resource = new Resource({ 'service.name': serviceName }).merge(
    detectResourcesSync({ detectors: [envDetectorSync] }),
  );
  const processor = sparing(new BatchSpanProcessor(new OTLPTraceExporter()));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  provider.register({
    contextManager: new AsyncLocalStorageContextManager().enable(),
    // What callers keep in their baggage is theirs: it goes no further.
    propagator: new W3CTraceContextPropagator(),
  });
  const tracer = provider.getTracer('orders');

  // The SDK's exporter would make all of a workflow's info attributes, its memo included.
  const { fn: takeWithInfo } = makeWorkflowExporter(processor, resource).export;
  const takeSpans: typeof takeWithInfo = ({ workflowId, runId, workflowType }, spans) =>
    takeWithInfo({ workflowId, runId, workflowType } as WorkflowInfo, spans);

  const traceCall: AroundCall = ({ method, path }, call, send) => {
    const attributes = { 'http.request.method': method, 'url.template': path };
    return tracer.startActiveSpan(
      `${method} ${path}`,
      { kind: SpanKind.CLIENT, attributes },
      async (span) => {
        const headers: Record<string, string> = {};
        propagation.inject(context.active(), headers);
        try {
          return await send({ ...call, headers });
        } catch (error) {
          if (error instanceof SaidNo || error instanceof NoUsableAnswer) {
            if (error.status !== undefined) span.setAttribute('http.response.status_code', error.status);
            span.setAttribute('error.type', error instanceof SaidNo ? String(error.status) : error.why);
          }
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      },
    );
  };

  const beginRequest: Tracing['beginRequest'] = (headers, method, route) => {
    const theirs = propagation.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const attributes = { 'http.request.method': method, 'http.route': route };
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, theirs);
    return {
      traceId: span.spanContext().traceId,
      within: (run) => context.with(trace.setSpan(theirs, span), run),
      end(status) {
        span.setAttribute('http.response.status_code', status);
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  };

  return {
    clientInterceptors: { workflow: [new OpenTelemetryWorkflowClientInterceptor()] },
    traceActivity: (activity) => ({
      inbound: new OpenTelemetryActivityInboundInterceptor(activity),
      outbound: new OpenTelemetryActivityOutboundInterceptor(activity),
    }),
    sinks: { exporter: { export: { fn: takeSpans } } },
    traceCall,
    beginRequest,
    // A collector that does not answer is no reason to end badly.
    close: () => provider.shutdown().catch(() => undefined),
  };
}
