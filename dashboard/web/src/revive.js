// An option travels as JSON, which has no functions. Where ECharts wants one, the option names it: {"$tip": true} or {"$fit": true}.
// Every text is made by the server in the reader's language; nothing is formatted here.

// tip returns the text that the server put on a mark; of several marks at a place of the axis, name and value on a line each.
// Braces are marks of ECharts, not of the text.
function tip(params) {
  const texts = [...new Set([params].flat().flatMap(({ data }) => (data && data.tip ? [data.tip.replace(/[{|}]/g, ' ')] : [])))];
  if (texts.length < 2) return texts.join('');
  return texts.map((text) => text.split('\n').slice(0, 2).join('  ')).join('\n');
}

// fit hides the label of a tile that is too small for a word and a number.
function fit({ rect }) {
  return rect && (rect.width < 58 || rect.height < 38) ? { x: -9999, y: -9999 } : {};
}

// revive replaces the names of functions in an option, in place, and returns it.
export function revive(node) {
  if (Array.isArray(node)) {
    node.forEach((child, i) => { node[i] = revive(child); });
    return node;
  }
  if (node === null || typeof node !== 'object') return node;
  if (node.$tip) return tip;
  if (node.$fit) return fit;
  for (const key of Object.keys(node)) node[key] = revive(node[key]);
  return node;
}
