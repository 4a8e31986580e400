import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

// What comes later may refine what came before.
const styles = ['base', 'house', 'front', 'choose', 'ticket', 'deadline', 'backstage', 'path', 'trouble'];

const read = (name: string) => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');

/** Serves the three files that the pages name. */
export function assetRoutes(app: FastifyInstance): void {
  const assets = [
    {
      name: 'shop.css',
      type: 'text/css',
      content: styles.map((name) => read(`styles/${name}.css`)).join(''),
    },
    { name: 'shop.js', type: 'text/javascript', content: read('shop.js') },
    { name: 'icon.svg', type: 'image/svg+xml', content: read('icon.svg') },
  ];
  for (const { name, type, content } of assets)
    app.get(`/shop/assets/${name}`, (_request, reply) =>
      reply.headers({ 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }).send(content),
    );
}
