import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { runInNewContext } from 'node:vm';
import { heightOf, messages } from '../src/heights.js';

const built = new URL('../../static/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', built), 'utf8'));
const script = (logical) => readFileSync(new URL(manifest[logical], built), 'utf8');

test('a frame speaks our dialect and three that pages know', () => {
  assert.deepEqual(messages('investment', 412, 'http://host/embed/investment'), [
    { type: 'sextant-height', id: 'investment', height: 412 },
    { 'datawrapper-height': { investment: 412 } },
    { sentinel: 'amp', type: 'embed-size', height: 412 },
    '{"src":"http://host/embed/investment","context":"iframe.resize","height":412}',
  ]);
});

test('only a sane height of ours is heard', () => {
  assert.equal(heightOf({ type: 'sextant-height', height: 411.2 }), 412);
  for (const data of [null, 'x', {}, { type: 'sextant-height' }, { type: 'sextant-height', height: 'tall' }, { type: 'sextant-height', height: -1 },
    { type: 'sextant-height', height: 1e9 }, { 'datawrapper-height': { a: 300 } }]) assert.equal(heightOf(data), undefined);
});

// page is a window with two frames, of which only the second one speaks.
function page() {
  const heard = [];
  const frames = [{ contentWindow: {}, style: {} }, { contentWindow: {}, style: {} }];
  const window = { document: { getElementsByTagName: () => frames }, addEventListener: (kind, run) => heard.push([kind, run]) };
  window.window = window;
  return { window, frames, heard, say: (data) => heard.forEach(([, run]) => run({ data, source: frames[1].contentWindow })) };
}

test("embed.js sets the speaker's height, once however often it is loaded, and is small", () => {
  const { window, frames, heard, say } = page();
  runInNewContext(script('embed.js'), window);
  runInNewContext(script('embed.js'), window);
  assert.deepEqual(heard.map(([kind]) => kind), ['message']);
  say({ type: 'sextant-height', height: 500 });
  assert.equal(frames[1].style.height, '500px');
  say({ type: 'sextant-height', height: 300 });
  assert.equal(frames[1].style.height, '300px');
  assert.equal(frames[0].style.height, undefined);
  assert.ok(script('embed.js').length <= 1536, `${script('embed.js').length} bytes`);
});

// inner is the window of an embed whose content has a height that a test changes.
function inner(height) {
  const posted = [];
  const watched = [];
  const content = { dataset: { frame: 'investment' }, getBoundingClientRect: () => ({ height: content.height }), height };
  const window = {
    location: { href: 'http://host/embed/investment' }, parent: { postMessage: (data, target) => posted.push([data, target]) },
    document: { getElementById: () => content, querySelectorAll: () => [] }, addEventListener: () => {},
    ResizeObserver: class { constructor(run) { this.run = run; } observe() { watched.push(this.run); this.run(); } },
  };
  // What a sandbox without same-origin refuses must never be read.
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, { get() { throw new Error(`reads ${name}`); } });
  window.window = window;
  return { window, posted, content, resize: (to) => { content.height = to; watched.forEach((run) => run()); } };
}

test('frame.js says its height at once, when it grows and when it shrinks, and not twice', () => {
  const { window, posted, resize } = inner(400);
  runInNewContext(script('frame.js'), window);
  const ours = () => posted.map(([data]) => data).filter((data) => data.type === 'sextant-height').map((data) => data.height);
  resize(400);
  resize(640.4);
  resize(300);
  assert.deepEqual(ours(), [400, 641, 300]);
  assert.equal(posted.length, 12);
  assert.ok(posted.every(([, target]) => target === '*'));
});
