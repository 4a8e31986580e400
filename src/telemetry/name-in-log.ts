import { defaultPayloadConverter } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';

/** Puts the order's id, and the trace's, into all log lines about an activity, also those after it has failed. */
export function nameInLog(): ActivityInterceptors {
  let names = {};
  return {
    inbound: {
      execute(input, next) {
        // Every deed but the first takes its order, or the id of it.
        const [about] = input.args as [string | { readonly id?: string }];
        const orderId = typeof about === 'string' ? about : about.id;
        names = { orderId, traceId: traceIdIn(input.headers['_tracer-data']) };
        return next(input);
      },
    },
    outbound: { getLogAttributes: (attributes, next) => next({ ...attributes, ...names }) },
  };
}

type Header = Parameters<typeof defaultPayloadConverter.fromPayload>[0];

/** What the SDK's interceptors hand on from span to span (W3C trace context). */
function traceIdIn(header: Header | undefined): string | undefined {
  if (!header) return undefined;
  const { traceparent } = defaultPayloadConverter.fromPayload<{ readonly traceparent?: string }>(header);
  return traceparent?.split('-')[1];
}
