import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compose, isJob, servicesWhere, type Service } from './compose.js';

const services = Object.values(compose.services);
const read = (path: string) => readFileSync(path, 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

it('publishes every port on this machine alone', () => {
  const ports = services.flatMap(({ ports = [] }) => ports);
  expect(ports).not.toEqual([]);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

it('publishes no port twice', () => {
  const ports = services.flatMap(({ ports = [] }) => ports.map((port) => port.split(':')[1]));
  expect(ports).toEqual([...new Set(ports)]);
});

it('asks everything that stays how it is', () => {
  expect(servicesWhere((service) => !isJob(service) && service.healthcheck === undefined)).toEqual([]);
});

it('starts again whatever ends, but not for ever what was to be done once', () => {
  const restarts = new Set(services.map(({ restart }) => restart));
  expect(restarts).toEqual(new Set(['unless-stopped', 'on-failure:5']));
});

it('lets nothing write to its image, gain rights, or use any that root has', () => {
  const isHardened = ({ read_only, cap_drop, security_opt }: Service) =>
    read_only === true && cap_drop?.[0] === 'ALL' && security_opt?.[0] === 'no-new-privileges:true';
  expect(servicesWhere((service) => !isHardened(service))).toEqual([]);
});

it('bounds the memory and the log of everything', () => {
  const isBounded = ({ deploy, logging }: Service) =>
    deploy?.resources.limits.memory !== undefined && logging?.options['max-size'] !== undefined;
  expect(servicesWhere((service) => !isBounded(service))).toEqual([]);
});

it('gives the worker longer to stop than it takes', () => {
  const [, forced] = /shutdownForceTime: '(\d+) seconds'/.exec(read('src/worker-settings.ts'))!;
  const workers = services.filter(({ command }) => command?.[0] === 'dist/worker.js');
  expect(workers.length).toBeGreaterThan(0);
  for (const { stop_grace_period } of workers)
    expect(Number(/^(\d+)s$/.exec(stop_grace_period!)![1])).toBeGreaterThan(Number(forced) + 5);
});

it('gives the gateway and the codec server longer to stop than they take', () => {
  const [, longest] = /GIVE_UP_AFTER_MS = (\d+)_000/.exec(read('src/gateway/close-when-answered.ts'))!;
  const servers = services.filter(({ command }) =>
    /^dist\/(gateway|codec-server)\/main/.test(command?.[0] ?? ''),
  );
  expect(servers.length).toBeGreaterThan(1);
  for (const { stop_grace_period } of servers)
    expect(Number(/^(\d+)s$/.exec(stop_grace_period!)![1])).toBeGreaterThan(Number(longest) + 5);
});

it('names every image by its exact release, ours by that of package.json', () => {
  const images = services.map(({ image }) => image);
  expect(images.filter((image) => !/:\d+\.\d+(\.\d+)?(-[a-z]+)?$/.test(image))).toEqual([]);
  const ours = images.filter((image) => image.startsWith('ticketscloud-order-saga'));
  expect(ours.filter((image) => !image.endsWith(`:${version}`))).toEqual([]);
});

it('takes the schema from the release of the server', () => {
  const { schema, temporal } = compose.services;
  expect(schema!.image.split(':')[1]).toBe(temporal!.image.split(':')[1]);
});

it('mounts only files that are there', () => {
  const files = services.flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')[0]!));
  const mounted = files.filter((file) => file.startsWith('.'));
  expect(mounted).not.toEqual([]);
  expect(mounted.filter((file) => !existsSync(file))).toEqual([]);
});

it('gives each service the secrets that its variables name, and no others', () => {
  for (const [name, { environment = {}, secrets = [] }] of Object.entries(compose.services)) {
    const named = Object.entries(environment).filter(([variable]) => variable.endsWith('_FILE'));
    expect({ [name]: named.map(([, path]) => path) }).toEqual({
      [name]: secrets.map((secret) => `/run/secrets/${secret}`),
    });
  }
});

it('encrypts what the shop keeps in Temporal, and leaves the demo plain', () => {
  expect(servicesWhere(({ secrets }) => secrets?.includes('codec-keys') === true)).toEqual([
    'worker',
    'gateway',
    'codec-server',
  ]);
});

it('sends the browsers of the Web UI to the codec server, and lets them in there', () => {
  const { 'temporal-ui': webUi, 'codec-server': codecServer } = compose.services;
  const published = ({ ports }: Service) => ports![0]!.split(':').slice(0, 2).join(':');
  expect(webUi!.environment!['TEMPORAL_CODEC_ENDPOINT']).toBe(`http://${published(codecServer!)}`);
  const origins = codecServer!.environment!['CODEC_SERVER_ORIGINS']!.split(',');
  expect(origins).toContain(`http://${published(webUi!)}`);
  expect(origins).toContain(`http://${published(webUi!).replace('127.0.0.1', 'localhost')}`);
});

it('keeps the codec server apart from Temporal and its database', () => {
  const { temporal, postgres, 'codec-server': codecServer } = compose.services;
  const others = [...temporal!.networks!, ...postgres!.networks!];
  expect(codecServer!.networks).toEqual(['browsers']);
  expect(others).not.toContain('browsers');
});

it('sets only variables that somebody reads', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(join('src', file)))
    .join('\n');
  // The last two as their own documentation has them.
  const readers: Record<string, string> = {
    'ticketscloud-order-saga': source,
    'ticketscloud-order-saga-tools': read('tools/setup.ts'),
    'temporalio/admin-tools': read('deploy/temporal/schema.sh'),
    'temporalio/server': read('deploy/temporal/server.yaml'),
    'temporalio/ui': `TEMPORAL_ADDRESS TEMPORAL_CORS_ORIGINS ${read('deploy/temporal/web-ui.sh')}`,
    postgres: 'POSTGRES_USER POSTGRES_PASSWORD_FILE',
  };
  const unread = services.flatMap(({ image, environment = {} }) => {
    const reader = new Set(readers[image.split(':')[0]!]!.match(/\b[A-Z][A-Z_]+\b/g));
    return Object.keys(environment).filter((name) => !reader.has(name));
  });
  expect(unread).toEqual([]);
});

it('starts programs that exist', () => {
  const commands = services.flatMap(({ command = [] }) => command).filter((word) => /\.(js|ts)$/.test(word));
  const sources = commands.map((file) => file.replace(/^dist\/(.*)\.js$/, 'src/$1.ts'));
  expect(sources).toContain('src/worker.ts');
  expect(sources.filter((file) => !existsSync(file))).toEqual([]);
});
