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

/** What has to be settled when workflows are bundled: a build makes a bundle for each combination. */
export interface Bundled {
  /** Encodes failures, so that they can be encrypted. */
  readonly encrypts: boolean;
  readonly traced: boolean;
}

/** The file of a bundle, beside the worker of a build. */
export const bundleFile = ({ encrypts, traced }: Bundled): string =>
  `workflow-bundle${encrypts ? '-encrypting' : ''}${traced ? '-traced' : ''}.js`;
