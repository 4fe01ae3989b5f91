// The bundle that a reader's browser loads when she turns to a chart.
import { init, registerMap, use } from 'echarts/core';
import { TooltipComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import './forms.js';
import { revive } from './revive.js';
import world from 'world.json';

use([CanvasRenderer, TooltipComponent]);
registerMap('world', world);

// mount draws an option into an element and returns the chart.
export function mount(element, option, width, height, devicePixelRatio) {
  const chart = init(element, null, { renderer: 'canvas', width, height, devicePixelRatio });
  chart.setOption(revive(option));
  return chart;
}
