import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

/** Collects traces as any collector of OpenTelemetry does (OTLP over HTTP, JSON), for who closes it. */
export async function startCollector() {
  const exports: Export[] = [];
  const server = createServer((request, response) => {
    void json(request).then((sent) => {
      exports.push(sent as Export);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const spans = () =>
    exports.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    /** Everything that was sent, as it was sent. */
    text: () => JSON.stringify(exports),
    /** The names of a span and of all that led to it, from the outermost on. */
    pathTo(span: Span | undefined): string[] {
      if (!span) return [];
      return [...this.pathTo(spans().find(({ spanId }) => spanId === span.parentSpanId)), span.name];
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
