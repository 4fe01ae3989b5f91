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

globalThis.draw = (text, width, height) => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    const { tokens, words, ...option } = JSON.parse(text);
    chart.setOption(revive(option));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
};
