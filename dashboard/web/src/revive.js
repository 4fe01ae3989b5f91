// An option travels as JSON, which has no functions. Where ECharts wants one, the option names it: {"$labels": …}, {"$tip": true} or {"$fit": true}.
// Every text is made by the server in the reader's language; nothing is formatted here.

// labels returns the text for an axis value; an axis asks with rounding errors, so the nearest listed value answers.
function labels(pairs) {
  const top = Math.max(...pairs.map(([at]) => Math.abs(at)));
  return (value) => {
    const hit = pairs.find(([at]) => Math.abs(at - value) <= Math.max(Math.abs(at) * 1e-6, top * 1e-12));
    return hit ? hit[1] : '';
  };
}

// tip returns the text that the server put on a mark, its first line bold. Braces are marks of ECharts, not of the text.
function tip({ data }) {
  if (!data || !data.tip) return '';
  const [head, ...lines] = data.tip.replace(/[{|}]/g, ' ').split('\n');
  return [`{b|${head}}`, ...lines].join('\n');
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
  if (node.$labels) return labels(node.$labels);
  if (node.$tip) return tip;
  if (node.$fit) return fit;
  for (const key of Object.keys(node)) node[key] = revive(node[key]);
  return node;
}
