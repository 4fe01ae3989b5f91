// node test/browser/run.mjs PROGRAM|ADDRESS [PART…]: serves a fresh release and looks at it in Chromium as readers do. One browser,
// pages in series. Parts: pages plain interactive embeds; all without a choice.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from '../program.mjs';
import { launch } from './browser.mjs';
import { checkEmbeds } from './embeds.mjs';
import { checkInteractive } from './interactive.mjs';
import { checkPages } from './pages.mjs';
import { checkPlain } from './plain.mjs';
import { Report } from './report.mjs';
import { crawl, links } from './site.mjs';

const definitions = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'charts');
const ids = readdirSync(definitions).filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -5)).sort();
const lead = ['investment-by-economy', 'public-funds-by-stage', 'compute-sites-map'];

// forms are one chart of each form: embeds, pages without scripts and pages in further languages differ by form alone.
const forms = [...new Map(ids.map((id) => [/^form: *(\S+)/m.exec(readFileSync(join(definitions, `${id}.yaml`), 'utf8'))?.[1], id])).values()];

// choose keeps all pages except that of long families (one page for each dataset or organisation) only a few are looked at, and of
// charts in further languages one of each form.
function choose(paths) {
  const family = /^\/[a-z]{2}\/(economies|organisations|investors|programmes|releases|indicators|datasets|methods)\//;
  const taken = new Map();
  return paths.filter((path) => {
    const chart = /^\/(?!en\/)[a-z]{2}\/charts\/([^/?]+)/.exec(path)?.[1];
    if (chart && !forms.includes(chart)) return false;
    const name = family.exec(path)?.[1];
    if (!name) return true;
    taken.set(name, (taken.get(name) ?? 0) + 1);
    return taken.get(name) <= 2;
  });
}

// embedWeights weighs the document of every embed. Beside it an embed loads one script of about a kilobyte.
async function embedWeights({ base, report }) {
  const heavy = [];
  for (const id of ids) {
    const answer = await fetch(`${base}/embed/${id}`, { headers: { 'accept-encoding': 'br' } });
    await answer.arrayBuffer();
    const bytes = Number(answer.headers.get('content-length'));
    if (!(bytes > 0 && bytes <= 24 * 1024)) heavy.push(`${id}: ${answer.status}, ${bytes} bytes`);
  }
  report.expect('every embed is within its weight', heavy);
}

// rowsPages returns the first rows page that each of some charts links to.
function rowsPages(base, pages) {
  return lead.flatMap((id) => [...pages].filter(([path]) => path.endsWith(`/charts/${id}`))
    .flatMap(([path, html]) => links(html, base, path).filter((link) => link.includes(`/charts/${id}/rows?`)).slice(0, 1)));
}

// pages follows the links of a language and looks at what it found, and at every embed.
async function pages(env, language) {
  const { base, report } = env;
  const site = await crawl(base, language);
  report.expect(`every link of /${language}/ is answered`, site.broken);
  report.expect(`/${language}/ leads to every chart`, ids.filter((id) => !site.pages.has(`/${language}/charts/${id}`)));
  const embeds = forms.map((id) => `/embed/${id}${language === 'en' ? '' : `?lang=${language}`}`);
  const paths = [...choose([...site.pages.keys()]), ...rowsPages(base, site.pages), ...embeds];
  console.log(`  ${site.pages.size} pages answer, ${paths.length} pages and embeds are looked at`);
  await checkPages({ ...env, paths });
}

const parts = {
  pages: async (env) => {
    await embedWeights(env);
    for (const language of ['en', 'fr']) await pages(env, language);
  },
  plain: (env) => checkPlain({ ...env, charts: forms.map((id) => `/en/charts/${id}`), embeds: forms.map((id) => `/embed/${id}`) }),
  interactive: async (env) => {
    for (const id of lead.slice(0, 2)) await checkInteractive(env, `/en/charts/${id}`);
  },
  embeds: (env) => checkEmbeds({ ...env, paths: ['/embed/investment-by-economy', '/embed/public-funds-by-stage?lang=fr'] }),
};

const [given, ...chosen] = process.argv.slice(2);
const program = await open(given);
const { browser, close } = await launch();
const report = new Report();
try {
  for (const [name, part] of Object.entries(parts)) {
    if (chosen.length === 0 || chosen.includes(name)) await report.run(name, () => part({ browser, base: program.base, report }));
  }
} finally {
  await close();
  await program.stop();
  report.close();
}
