/** How the workflows are bundled: at the start of a worker from source, and by a build, once for each way to run them. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What has to be settled when workflows are bundled. */
export interface Bundled {
  /** Encodes failures, so that they can be encrypted. */
  readonly encrypts: boolean;
  readonly traced: boolean;
  /** Lets refunds move on to another version of the worker. */
  readonly versioned: boolean;
}

const suffix = extname(import.meta.url);
const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const either = [true, false];

/** Every bundle that a build makes; the plain one is last, so that a build that has it is a whole one. */
export const everyBundle: readonly Bundled[] = either.flatMap((encrypts) =>
  either.flatMap((traced) => either.map((versioned) => ({ encrypts, traced, versioned }))),
);

/** The bundle of a build. */
export function builtBundle({ encrypts, traced, versioned }: Bundled): string {
  const ways = [encrypts && '-encrypting', traced && '-traced', versioned && '-versioned'];
  return beside(`workflow-bundle${ways.filter(Boolean).join('')}.js`);
}

export function workflowsPath({ versioned }: Pick<Bundled, 'versioned'>): string {
  return beside(`workflows/${versioned ? 'versioned' : 'workflows'}${suffix}`);
}

export const failureConverterPath = beside(`workflows/failure-converter${suffix}`);

/**
 * The modules that all workflows of a worker share. Every other module is evaluated anew for every workflow, which for
 * zod and its schemas takes longer than the rest of an order, and a megabyte. Afterwards nobody can set how deep stacks are.
 */
export const preloadModules = [
  'workflows/stack-depth',
  'domain/messages',
  'domain/order-request',
  'domain/payment',
].map((name) => beside(`${name}${suffix}`));
