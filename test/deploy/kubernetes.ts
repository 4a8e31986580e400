import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: string[];
  readonly env: { readonly name: string; readonly value: string }[];
  readonly ports: { readonly name: string; readonly containerPort: number }[];
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly resources: { readonly limits: { readonly memory: string } };
  readonly securityContext: object;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Pod {
  readonly metadata: { readonly labels: object };
  readonly spec: {
    readonly serviceAccountName: string;
    readonly automountServiceAccountToken: boolean;
    readonly terminationGracePeriodSeconds: number;
    readonly securityContext: object;
    readonly containers: [Container];
    readonly volumes: { readonly secret: { readonly secretName: string } }[];
  };
}

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template: Pod; readonly selector: { readonly matchLabels: object } };
}

const folder = 'deploy/kubernetes/base';

/** What the files of deploy/kubernetes/base describe, of one kind. */
export function resourcesOf(kind: string): Resource[] {
  return readdirSync(folder)
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8'), { merge: true }))
    .map((document) => document.toJS() as Resource)
    .filter((resource) => resource.kind === kind);
}

/** The pods of the worker and of the gateway, by name. */
export const pods = Object.fromEntries(
  resourcesOf('Deployment').map(({ metadata, spec }) => [metadata.name, spec.template]),
);
