// The parts of ECharts that the forms of dashboard/plot use. Both bundles import this list, so that the server's drawing and
// the reader's have the same parts.
import { use } from 'echarts/core';
import { BarChart, CustomChart, GraphChart, LineChart, SankeyChart, ScatterChart, TreemapChart } from 'echarts/charts';
import { AriaComponent, GeoComponent, GraphicComponent, GridComponent, MarkLineComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';

use([
  BarChart, CustomChart, GraphChart, LineChart, SankeyChart, ScatterChart, TreemapChart,
  AriaComponent, GeoComponent, GraphicComponent, GridComponent, MarkLineComponent, LabelLayout,
]);
