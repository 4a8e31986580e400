import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Service {
  readonly image: string;
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  readonly secrets?: string[];
  readonly volumes?: string[];
  readonly ports?: string[];
  readonly networks?: string[];
  readonly restart: string;
  readonly read_only?: boolean;
  readonly cap_drop?: string[];
  readonly security_opt?: string[];
  readonly healthcheck?: { readonly test: string[] };
  readonly stop_grace_period?: string;
  readonly logging?: { readonly options: Record<string, string> };
  readonly deploy?: { readonly resources: { readonly limits: { readonly memory: string } } };
}

interface ComposeFile {
  readonly services: Record<string, Service>;
  readonly secrets: Record<string, { readonly file: string }>;
}

/** What docker-compose.yml says, with everything merged in. */
export const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as ComposeFile;

/** The names of the services for which something holds. */
export function servicesWhere(holds: (service: Service) => boolean): string[] {
  return Object.entries(compose.services)
    .filter(([, service]) => holds(service))
    .map(([name]) => name);
}

/** Jobs end by themselves. */
export const isJob = ({ restart }: Service) => restart.startsWith('on-failure');
