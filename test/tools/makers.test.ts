import { execFile } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { buildWithGo } from '../../tools/temporal/build-with-go.js';
import { buildWithMaven } from '../../tools/temporal/build-with-maven.js';
import { officialDownload } from '../../tools/temporal/official-download.js';
import { aBareMachine, aFolder, aProgram } from './machine.js';

const entry = { server: 'dev server', name: 'temporal', version: '1.8.2', check: async () => undefined };
const silent = () => undefined;

async function aDownloadSite(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('takes the executable out of the archive that the download site names', async () => {
  const packed = await aFolder();
  await aProgram(join(packed, 'inside/temporal-cli'), 'echo hello');
  await promisify(execFile)('tar', ['-czf', join(packed, 'archive.tar.gz'), '-C', packed, 'inside']);
  const archive = await readFile(join(packed, 'archive.tar.gz'));
  const asked: (string | undefined)[] = [];
  const site = await aDownloadSite((request, response) => {
    asked.push(request.url);
    const archiveUrl = `http://${request.headers.host}/archive`;
    response.end(
      request.url === '/archive'
        ? archive
        : JSON.stringify({ archiveUrl, fileToExtract: 'inside/temporal-cli' }),
    );
  });
  const folder = await aFolder();
  await officialDownload(`${site}/cli`, '1.8.2').make(folder, entry, silent);
  expect(await readFile(join(folder, 'temporal'), 'utf8')).toBe('#!/bin/sh\necho hello\n');
  expect(asked[0]).toMatch(/^\/cli\/v1\.8\.2\?arch=(amd64|arm64)&platform=/);
});

test('gives up when the download site refuses', async () => {
  const site = await aDownloadSite((_, response) => response.writeHead(403).end());
  const making = officialDownload(site, '1.8.2').make(await aFolder(), entry, silent);
  await expect(making).rejects.toThrow('answered 403');
});

test('gives up within seconds when the download site says nothing', async () => {
  const site = await aDownloadSite(() => undefined);
  const startedAt = performance.now();
  const making = officialDownload(site, '1.8.2').make(await aFolder(), entry, silent);
  await expect(making).rejects.toThrow('timeout');
  expect(performance.now() - startedAt).toBeLessThan(8000);
});

test('does not follow the download site to an address of another protocol', async () => {
  const info = JSON.stringify({ archiveUrl: 'ftp://127.0.0.1/archive', fileToExtract: 'temporal' });
  const site = await aDownloadSite((_, response) => response.end(info));
  const making = officialDownload(site, '1.8.2').make(await aFolder(), entry, silent);
  await expect(making).rejects.toThrow('is no http: address');
});

test('builds with Go whatever the person has set for their own Go', async () => {
  const { bin } = await aBareMachine();
  const environment = join(bin, 'environment');
  await aProgram(
    join(bin, 'go'),
    `[ "$1" = env ] && echo go1.25.0 || echo "$GOFLAGS $GOTOOLCHAIN $GOWORK $CGO_ENABLED" > ${environment}`,
  );
  vi.stubEnv('GOFLAGS', '-mod=vendor');
  vi.stubEnv('GOTOOLCHAIN', 'local');
  await buildWithGo('1.8.2').make(await aFolder(), entry, silent);
  expect(await readFile(environment, 'utf8')).toBe('-mod=readonly auto off 0\n');
});

test('says that Go is too old to fetch a newer one', async () => {
  const { bin } = await aBareMachine();
  await aProgram(join(bin, 'go'), 'echo go1.20.14');
  const making = buildWithGo('1.8.2').make(await aFolder(), entry, silent);
  await expect(making).rejects.toThrow('the installed go1.20.14 is too old');
});

test('says that there is no Go', async () => {
  await aBareMachine();
  const making = buildWithGo('1.8.2').make(await aFolder(), entry, silent);
  await expect(making).rejects.toThrow('there is no working `go` on the PATH');
});

test('says in one line what Maven complained about', async () => {
  const { bin } = await aBareMachine();
  await aProgram(join(bin, 'mvn'), 'echo "[ERROR] no such host"; echo "[ERROR] Re-run with -X"; exit 1');
  const making = buildWithMaven.make(await aFolder(), entry, silent);
  await expect(making).rejects.toThrow(/^mvn ended with status 1: \[ERROR\] no such host$/);
});

test('the program that Maven leaves runs as the very process that was started', async () => {
  const { bin } = await aBareMachine();
  await aProgram(join(bin, 'mvn'), ':');
  await aProgram(join(bin, 'java'), 'echo $$ "$@"');
  const folder = await aFolder();
  await buildWithMaven.make(folder, { ...entry, name: 'test-server' }, silent);
  const env = { PATH: [bin, '/usr/bin', '/bin'].join(delimiter) };
  const running = promisify(execFile)(join(folder, 'test-server'), ['7777'], { env });
  const { stdout } = await running;
  expect(stdout).toMatch(new RegExp(`^${running.child.pid} .* io.temporal.testserver.TestServer 7777\n$`));
});
