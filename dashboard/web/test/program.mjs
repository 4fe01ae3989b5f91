// Starts the program on a free loopback port over a fresh folder of state, and stops it again.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// freePort asks the system for a port that nobody uses.
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url, child, limit) {
  const end = Date.now() + limit;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch { /* not listening yet */ }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no answer from ${url} within ${limit / 1000} s`);
}

// open takes a server that is running already, by its address, or starts the program.
export const open = async (given) => (given.startsWith('http') ? { base: given, stop: async () => {} } : start(resolve(given)));

// start ingests offline and serves. Call stop() when done; it removes the state.
async function start(binary) {
  const data = mkdtempSync(join(tmpdir(), 'sextant-'));
  const ingest = spawnSync(binary, ['ingest', '--offline', '--quiet', '--data', data], { encoding: 'utf8' });
  if (ingest.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new Error(`ingest ended with ${ingest.status}\n${ingest.stdout}${ingest.stderr}`);
  }
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(binary, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, '--rate=-1', '--timeout', '60s'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { log = (log + text).slice(-4000); });
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await answers(`${base}/readyz`, child, 60000);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log}`);
  }
  return { base, data, stop, log: () => log };
}
