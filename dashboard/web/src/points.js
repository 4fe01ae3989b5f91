// The points of a chart as a reader of the keyboard goes through them: left and right along a line, up and down between lines.

// points lists a chart's marks that have something to say, a list for each line. `at` is the index by which ECharts knows a mark.
// A line with gaps is drawn as several series of one name, which may share a point: to the reader it is one line.
export function points(option) {
  const lines = new Map();
  option.series.forEach((series, s) => {
    const line = series.type === 'line' ? series.name : s;
    const marks = walk(series).map((mark) => ({ ...mark, series: s }));
    if (!lines.has(line)) lines.set(line, new Map());
    for (const mark of marks) lines.get(line).set(mark.at, mark);
  });
  return [...lines.values()].filter((marks) => marks.size).map((marks) => [...marks.values()].sort((a, b) => a.at - b.at));
}

function walk(series) {
  if (series.type !== 'treemap') {
    return (series.data || []).flatMap((item, at) => (item && item.tip ? [{ at, tip: item.tip, rows: item.rows }] : []));
  }
  const found = [];
  let at = 0; // the root, which is not drawn, is the first
  const visit = (node) => {
    at += 1;
    if (node.tip) found.push({ at, tip: node.tip, rows: node.rows });
    (node.children || []).forEach(visit);
  };
  (series.data || []).forEach(visit);
  return found;
}

// step returns where a key leads from a place {line, n}, or the place itself at an edge. The first key leads to the first point.
export function step(lists, place, key) {
  if (!lists.length) return null;
  if (!place) return { line: 0, n: key === 'End' ? lists[0].length - 1 : 0 };
  const { line, n } = place;
  const along = (to) => ({ line, n: Math.max(0, Math.min(lists[line].length - 1, to)) });
  // Another line is entered at the point nearest in order of the axis.
  const across = (to) => {
    if (to < 0 || to >= lists.length) return place;
    const { at } = lists[line][n];
    const gaps = lists[to].map((point) => Math.abs(point.at - at));
    return { line: to, n: gaps.indexOf(Math.min(...gaps)) };
  };
  switch (key) {
    case 'ArrowRight': return along(n + 1);
    case 'ArrowLeft': return along(n - 1);
    case 'Home': return along(0);
    case 'End': return along(Infinity);
    case 'ArrowDown': return across(line + 1);
    case 'ArrowUp': return across(line - 1);
    default: return null;
  }
}
