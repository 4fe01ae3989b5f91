// Addresses that a chart needs, made from the one that its page names.

// optionAddress asks for the option of a drawing of a size.
export function optionAddress(named, width, height, base) {
  const url = new URL(named, base);
  url.searchParams.set('width', width);
  url.searchParams.set('height', height);
  return url.href;
}

// rowsAddress is the page of the rows behind a mark, whose own part of the question is `rows`.
export function rowsAddress(named, rows, lang, base) {
  const url = new URL(named, base);
  url.pathname = `/${lang}${url.pathname.replace(/\.option\.json$/, '/rows')}`;
  url.searchParams.delete('lang');
  new URLSearchParams(rows).forEach((value, name) => url.searchParams.set(name, value));
  return url.href;
}

// face gives every text of an option the page's typeface, in place.
export function face(node, family) {
  if (node === null || typeof node !== 'object') return node;
  if (!Array.isArray(node) && 'fontSize' in node) node.fontFamily = family;
  Object.values(node).forEach((child) => face(child, family));
  return node;
}

// recolour puts a page's own colours in the place of the option's.
export function recolour(text, tokens, colourOf) {
  let out = text;
  for (const [hex, token] of tokens) {
    const colour = colourOf(token);
    if (colour) out = out.replaceAll(`"${hex}"`, JSON.stringify(colour));
  }
  return out;
}
