import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { compose } from './compose.js';
import { pods, resourcesOf } from './kubernetes.js';

const read = (path: string) => readFileSync(path, 'utf8');
const kustomization = parse(read('deploy/kubernetes/base/kustomization.yaml')) as {
  images: { name: string; newTag: string }[];
  configMapGenerator: { literals: string[] }[];
};

it('runs the worker and the gateway', () => {
  expect(Object.keys(pods).sort()).toEqual(['gateway', 'worker']);
});

for (const [name, { metadata, spec }] of Object.entries(pods)) {
  const [container] = spec.containers;
  const service = compose.services[name]!;

  it(`runs the ${name} as docker-compose.yml does`, () => {
    expect([container.name, container.args]).toEqual([name, service.command]);
    expect(service.image).toBe(`${container.image}:${kustomization.images[0]!.newTag}`);
    const memory = container.resources.limits.memory.replace('Gi', 'g').replace('Mi', 'm');
    expect(memory).toBe(service.deploy!.resources.limits.memory);
    expect(`${spec.terminationGracePeriodSeconds}s`).toBe(service.stop_grace_period);
  });

  it(`sets for the ${name} what docker-compose.yml sets, but where Temporal is`, () => {
    const ofTemporal = kustomization.configMapGenerator[0]!.literals.map((text) => text.split('=')[0]);
    const set = container.env.map(({ name, value }) => [name, value]);
    const there = Object.entries(service.environment!);
    expect(set).toEqual(there.filter(([variable]) => !ofTemporal.includes(variable)));
    expect(Object.keys(service.environment!)).toEqual(expect.arrayContaining(ofTemporal));
  });

  it(`gives the ${name} no rights, and nothing to write to`, () => {
    expect(spec).toMatchObject({
      serviceAccountName: name,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it(`lets the ${name} be drained one by one`, () => {
    const budgets = resourcesOf('PodDisruptionBudget').filter(({ spec }) =>
      Object.entries(metadata.labels).every(([label, value]) =>
        Object.entries(spec.selector.matchLabels).some(([key, wanted]) => key === label && wanted === value),
      ),
    );
    expect(budgets.map(({ spec }) => spec)).toEqual([expect.objectContaining({ maxUnavailable: 1 })]);
  });

  it(`probes the ${name} where it listens`, () => {
    for (const { httpGet } of [container.readinessProbe, container.livenessProbe])
      expect(container.ports.map(({ name }) => name)).toContain(httpGet.port);
  });

  it(`mounts for the ${name} the secret that docs/deploying.md makes`, () => {
    const [{ secret }] = spec.volumes as [{ secret: { secretName: string } }];
    const files = service.secrets!.map((file) => ` --from-file=secrets/${file}`).join('');
    const text = read('docs/deploying.md').replaceAll(/ \\\n +/g, ' ');
    expect(text).toContain(`create secret generic ${secret.secretName}${files}\n`);
  });
}

it('probes what the gateway answers', () => {
  const { readinessProbe, livenessProbe } = pods['gateway']!.spec.containers[0];
  const routes = read('src/gateway/health.ts');
  for (const { httpGet } of [readinessProbe, livenessProbe]) expect(routes).toContain(`'${httpGet.path}'`);
});

it('lets traces out to the collector that it names', () => {
  const folder = 'deploy/kubernetes/with-traces';
  const [generator] = (parse(read(`${folder}/kustomization.yaml`)) as typeof kustomization)
    .configMapGenerator;
  const endpoint = new URL(generator!.literals[0]!.replace('OTEL_EXPORTER_OTLP_ENDPOINT=', ''));
  const [, namespace] = endpoint.hostname.split('.');

  expect(parse(read(`${folder}/network-policy.yaml`))).toMatchObject({
    spec: {
      podSelector: {},
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
          ports: [{ protocol: 'TCP', port: Number(endpoint.port) }],
        },
      ],
    },
  });
});

it('begins by letting nothing through', () => {
  const [first] = resourcesOf('NetworkPolicy');
  expect(first!.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
});
