// The addresses of the site, found by following its own links as a reader would.
const anchor = /<a\b[^>]*\bhref="([^"]+)"/g;
const unescape = (text) => text.replaceAll('&amp;', '&').replaceAll('&#34;', '"').replaceAll('&#39;', "'");

// links returns the addresses on this host that a page links to, without fragments.
export function links(html, base, from) {
  const out = new Set();
  for (const [, href] of html.matchAll(anchor)) {
    const url = new URL(unescape(href), base + from);
    if (url.origin === base) out.add(url.pathname + url.search);
  }
  return [...out];
}

// crawl reads every plain page below the language's root, four at a time: addresses with a query are views of pages that are read
// anyway. It returns the pages by address and each link that is not answered.
export async function crawl(base, language) {
  const root = `/${language}/`;
  const pages = new Map();
  const broken = [];
  const queue = [root];
  const seen = new Set(queue);
  const visit = async (path) => {
    const answer = await fetch(base + path);
    if (!answer.ok) {
      broken.push(`${answer.status} ${path}`);
      return;
    }
    const html = await answer.text();
    pages.set(path, html);
    for (const link of links(html, base, path)) {
      if (!link.startsWith(root) || link.includes('?') || seen.has(link)) continue;
      seen.add(link);
      queue.push(link);
    }
  };
  while (queue.length) await Promise.all(queue.splice(0, 4).map(visit));
  return { pages, broken };
}
