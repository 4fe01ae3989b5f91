// node test/browser/run.mjs PROGRAM|ADDRESS: serves a fresh release and looks at it in Chromium as readers do. One browser, pages in series.
import { open } from '../program.mjs';
import { launch } from './browser.mjs';
import { checkEmbeds } from './embeds.mjs';
import { checkInteractive } from './interactive.mjs';
import { checkPages } from './pages.mjs';
import { checkPlain } from './plain.mjs';
import { Report } from './report.mjs';
import { crawl, links } from './site.mjs';
import { checkWeights } from './weights.mjs';

const languages = ['en', 'fr'];

// choose keeps all pages except that of long families (one page for each economy or organisation) only a few are looked at.
function choose(paths) {
  const few = /^\/(en|fr)\/(economies|organisations|investors|programmes|releases|indicators|datasets)\//;
  const taken = new Map();
  return paths.filter((path) => {
    const family = few.exec(path)?.[2];
    if (!family) return true;
    taken.set(family, (taken.get(family) ?? 0) + 1);
    return taken.get(family) <= 2;
  });
}

// rowsPages returns the first rows page that each of some charts links to.
function rowsPages(base, pages, ids) {
  return ids.flatMap((id) => [...pages].filter(([path]) => path.endsWith(`/charts/${id}`))
    .flatMap(([path, html]) => links(html, base, path).filter((link) => link.includes(`/charts/${id}/rows?`)).slice(0, 1)));
}

async function main(env) {
  const { base, report } = env;
  const sites = new Map();
  for (const language of languages) {
    await report.run(`links of /${language}/`, async () => {
      const site = await crawl(base, language);
      sites.set(language, site.pages);
      report.expect(`every link of /${language}/ is answered`, site.broken);
      console.log(`  ${site.pages.size} pages`);
    });
  }
  const english = [...sites.get('en').keys()];
  const ids = english.map((path) => /^\/en\/charts\/([a-z0-9-]+)$/.exec(path)?.[1]).filter(Boolean);
  const lead = ['investment-by-economy', 'public-funds-by-stage', 'compute-sites-map'];
  report.expect('the site has its charts', ids.length >= 24 ? [] : [`${ids.length} charts`]);
  for (const language of languages) {
    const pages = sites.get(language);
    const embeds = ids.map((id) => `/embed/${id}${language === 'en' ? '' : `?lang=${language}`}`);
    const paths = [...choose([...pages.keys()]), ...rowsPages(base, pages, lead), ...embeds];
    await report.run(`${paths.length} pages in ${language}`, () => checkPages({ ...env, paths }));
  }
  await report.run('without JavaScript', () => checkPlain({ ...env, charts: ids.map((id) => `/en/charts/${id}`), embeds: ids.map((id) => `/embed/${id}`) }));
  for (const id of lead.slice(0, 2)) await report.run(`interactive ${id}`, () => checkInteractive(env, `/en/charts/${id}`));
  await report.run('embeds', () => checkEmbeds({ ...env, paths: ['/embed/investment-by-economy', '/embed/public-funds-by-stage?lang=fr'] }));
  await report.run('weights', () => checkWeights({
    ...env,
    budgets: [
      { path: '/en/', limit: 80 }, { path: '/fr/', limit: 80 },
      ...ids.map((id) => ({ path: `/en/charts/${id}`, limit: 40 })),
      ...ids.map((id) => ({ path: `/embed/${id}`, limit: 25, requests: 2 })),
    ],
  }));
  report.close();
}

const program = await open(process.argv[2]);
const { browser, close } = await launch();
try {
  await main({ browser, base: program.base, report: new Report() });
} finally {
  await close();
  await program.stop();
}
