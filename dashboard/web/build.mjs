// Builds the front end: `node build.mjs` fills dashboard/static (served, names with hashes, compressed copies beside them, and
// manifest.json from logical to real name) and dashboard/draw/engine (what the server's own drawing needs, never served).
// The same sources give the same bytes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { formulas } from './formulas.mjs';
import { world } from './world.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const served = join(here, '..', 'static');
const engine = join(here, '..', 'draw', 'engine');
const map = JSON.stringify(world(join(here, 'node_modules', 'world-atlas', 'land-110m.json')));

// The map is made here, not kept: an import of world.json gets it.
const virtualMap = {
  name: 'world',
  setup(build) {
    build.onResolve({ filter: /^world\.json$/ }, () => ({ path: 'world.json', namespace: 'world' }));
    build.onLoad({ filter: /.*/, namespace: 'world' }, () => ({ contents: map, loader: 'json' }));
  },
};

const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const notice = `/*! Apache ECharts ${dependencies.echarts} (Apache-2.0) with ZRender (BSD-3-Clause); map from Natural Earth (public domain). */`;

async function bundle(entry, options = {}) {
  const result = await esbuild.build({
    absWorkingDir: here, entryPoints: [entry], bundle: true, write: false, minify: true, charset: 'utf8', legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', __DEV__: 'false' }, plugins: [virtualMap], logLevel: 'warning', ...options,
  });
  return result.outputFiles[0].contents;
}

function empty(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name !== 'README.md') rmSync(join(folder, name), { recursive: true });
}

const manifest = {};

// serve writes a file under a name with its hash, and its compressed copies.
function serve(logical, bytes) {
  const buffer = Buffer.from(bytes);
  const hash = createHash('sha256').update(buffer).digest('hex').slice(0, 10);
  const end = extname(logical);
  const name = `${logical.slice(0, -end.length)}.${hash}${end}`;
  writeFileSync(join(served, name), buffer);
  writeFileSync(join(served, `${name}.gz`), gzipSync(buffer, { level: 9 }));
  writeFileSync(join(served, `${name}.br`), brotliCompressSync(buffer, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: buffer.length },
  }));
  manifest[logical] = name;
}

// styles joins the style sheets in order of name.
function styles() {
  const folder = join(here, 'style');
  if (!existsSync(folder)) return '';
  return readdirSync(folder).filter((name) => name.endsWith('.css')).sort().map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}

empty(served);
empty(engine);

writeFileSync(join(engine, 'echarts.js'), await bundle('src/ssr.js', { format: 'iife', target: 'es2017', banner: { js: notice } }));
writeFileSync(join(engine, 'resvg.wasm'), readFileSync(join(here, 'node_modules', 'svg2png-wasm', 'svg2png_wasm_bg.wasm')));

serve('interactive.js', await bundle('src/interactive.js', { format: 'esm', target: 'es2020', banner: { js: notice } }));
const names = { INTERACTIVE: JSON.stringify(manifest['interactive.js']) };
for (const [logical, entry, format] of [
  ['chart.js', 'src/chart.js', 'esm'], ['embed.js', 'src/embed.js', 'iife'], ['frame.js', 'src/frame.js', 'iife'], ['ui.js', 'src/ui.js', 'esm'],
]) {
  serve(logical, await bundle(entry, { format, target: 'es2020', define: names }));
}
serve('formulas.json', JSON.stringify(formulas(join(here, '..', '..', 'analytics', 'methods'))));
const css = styles();
if (css) serve('style.css', esbuild.transformSync(css, { loader: 'css', minify: true, charset: 'utf8' }).code);
writeFileSync(join(served, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
