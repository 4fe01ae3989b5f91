// The bundle that dashboard/draw runs without a browser: option in, SVG text out.
import { init, registerMap, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import './forms.js';
import { revive } from './revive.js';
import world from 'world.json';

use([SVGRenderer]);
registerMap('world', world);

// There are no fonts here. Widths are those of a wide sans face, so that no reader's face is wider.
setPlatformAPI({
  measureText(text, font) {
    const size = parseFloat(/([\d.]+)px/.exec(font || '')?.[1] ?? '12');
    let sum = 0;
    for (const sign of text) sum += /[il.,:;'|! ]/.test(sign) ? 0.33 : /[mwMW%@]/.test(sign) || sign > '\u2E80' ? 0.95 : 0.62;
    return { width: sum * size };
  },
});

// slim takes out of the marks what only a reader's pointer asks for: a mark without looks of its own costs far less.
function slim(series) {
  for (const one of series) {
    if (!Array.isArray(one.data) || ['treemap', 'sankey', 'graph'].includes(one.type)) continue;
    one.data = one.data.map((mark) => {
      if (mark === null || typeof mark !== 'object' || Array.isArray(mark)) return mark;
      const { tip, rows, name, ...looks } = mark;
      return Object.keys(looks).length === 1 ? looks.value : looks;
    });
  }
}

globalThis.draw = (text, width, height) => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    const { tokens, words, ...option } = JSON.parse(text);
    delete option.tooltip;
    slim(option.series || []);
    chart.setOption(revive(option));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
};
