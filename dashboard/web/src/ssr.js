// The bundle that dashboard/draw runs without a browser: option in, SVG text out.
import { init, registerMap } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { use } from 'echarts/core';
import './forms.js';
import { revive } from './revive.js';
import world from 'world.json';

use([SVGRenderer]);
registerMap('world', world);

globalThis.draw = (text, width, height) => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(revive(JSON.parse(text)));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
};
