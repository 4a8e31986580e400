import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = ['messages', 'order-request', 'payment'];

/**
 * The modules that all workflows of a worker share. Every other module is evaluated anew for every workflow, which for
 * zod and its schemas takes longer than the rest of an order, and a megabyte.
 */
export const preloadModules = modules.map((name) =>
  fileURLToPath(new URL(`domain/${name}${extname(import.meta.url)}`, import.meta.url)),
);
