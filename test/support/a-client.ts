import { onTestFinished } from 'vitest';
import { createTicketscloud } from '../../src/ticketscloud/ticketscloud.js';

export const API_KEY = '047bdb8bcee44d3693371920aaf9135c';

/** A client of the API at `url` that lets go of its connections when the test ends. */
export function aClient(url: string) {
  const client = createTicketscloud({ url, apiKey: API_KEY, allowHttp: true });
  onTestFinished(() => client.close());
  return client;
}
