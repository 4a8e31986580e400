import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readWebUi } from '../../src/terminal/web-ui.js';

beforeEach(() => void vi.stubEnv('TEMPORAL_UI_URL', undefined));
afterEach(() => void vi.unstubAllEnvs());

test.each(['localhost:7233', '127.0.0.1:7300', '[::1]:7233'])(
  'takes the Web UI of a dev server at %s for granted',
  (address) => {
    expect(readWebUi(address, 'default')?.('order-A:1')).toBe(
      'http://localhost:8233/namespaces/default/workflows/order-A%3A1',
    );
  },
);

test('knows no Web UI of another server, unless told', () => {
  expect(readWebUi('temporal.example:7233', 'shop')).toBeUndefined();
  vi.stubEnv('TEMPORAL_UI_URL', 'https://ui.example/');
  expect(readWebUi('temporal.example:7233', 'shop')?.('w')).toBe(
    'https://ui.example/namespaces/shop/workflows/w',
  );
});

test('refuses an address that is none', () => {
  vi.stubEnv('TEMPORAL_UI_URL', 'ui.example');
  expect(() => readWebUi('localhost:7233', 'default')).toThrow(/^TEMPORAL_UI_URL: expected/);
});
