// Turns a drawing into an interactive chart when the reader turns to it: by pointer, by focus, or by scrolling to it and
// staying. Until then nothing is loaded; if anything fails, the drawing stays.
import { face, optionAddress, recolour, rowsAddress } from './address.js';
import { points, step } from './points.js';

const idle = (run) => (window.requestIdleCallback ? requestIdleCallback(run, { timeout: 4000 }) : setTimeout(run, 1500));
const style = (element, rules) => Object.assign(element.style, rules);

// drawing returns the drawing that the page shows: it carries a wide and a narrow one.
function drawing(plot) {
  return [...plot.querySelectorAll('svg[role="img"]')].find((svg) => svg.getBoundingClientRect().width > 0);
}

class Chart {
  constructor(plot, { script, away = false }) {
    this.plot = plot;
    this.bundle = new URL(INTERACTIVE, script).href;
    this.away = away; // in a frame: rows open in a tab of their own
    this.place = null;
    plot.tabIndex = 0;
    plot.setAttribute('role', 'group');
    plot.setAttribute('aria-label', drawing(plot)?.querySelector('title')?.textContent ?? '');
    const start = () => this.start();
    plot.addEventListener('pointerenter', start, { once: true });
    plot.addEventListener('pointerdown', start, { once: true });
    plot.addEventListener('focus', start, { once: true });
    plot.addEventListener('keydown', (event) => this.key(event));
    plot.addEventListener('blur', () => this.leave());
    this.whenSeen(start);
  }

  // whenSeen starts a chart that the reader scrolled to, if the network is at rest and she does not save data.
  whenSeen(start) {
    if (navigator.connection?.saveData || !window.IntersectionObserver) return;
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      seen.disconnect();
      idle(start);
    }, { threshold: 0.6 });
    addEventListener('wheel', () => seen.observe(this.plot), { once: true, passive: true });
    addEventListener('touchmove', () => seen.observe(this.plot), { once: true, passive: true });
  }

  start() {
    this.started ??= this.load().catch(() => { this.started = null; });
    return this.started;
  }

  async load() {
    this.svg = drawing(this.plot);
    if (!this.svg) return;
    const { width, height } = this.svg.viewBox.baseVal;
    const address = optionAddress(this.plot.dataset.option, width, height, location.href);
    const [{ mount }, answer] = await Promise.all([import(this.bundle), fetch(address, { credentials: 'omit' })]);
    if (!answer.ok) throw new Error(`${answer.status}`);
    this.mount = mount;
    this.text = await answer.text();
    this.size = { width, height };
    this.show();
    this.follow();
  }

  // show puts the chart over the drawing, at the drawing's size; the drawing keeps the room and its name.
  show() {
    const { tokens, words } = JSON.parse(this.text);
    const colours = getComputedStyle(this.plot);
    const option = JSON.parse(recolour(this.text, tokens, (token) => colours.getPropertyValue(token).trim()));
    delete option.tokens;
    delete option.words;
    this.words = words;
    this.lists = points(option);
    face(option, getComputedStyle(this.svg).fontFamily);
    const { width, height } = this.size;
    const scale = this.svg.getBoundingClientRect().width / width;
    const stage = document.createElement('div');
    stage.setAttribute('aria-hidden', 'true');
    style(stage, { position: 'absolute', left: '0', top: '0', width: `${width}px`, height: `${height}px`, transformOrigin: '0 0' });
    // Forced colours do not reach a canvas: it brings its own ground along.
    if (matchMedia('(forced-colors: active)').matches) style(stage, { forcedColorAdjust: 'none', background: colours.getPropertyValue('--paper') });
    this.plot.append(stage);
    const chart = this.mount(stage, option, width, height, Math.max(1, devicePixelRatio * scale));
    this.chart?.dispose();
    this.stage?.remove();
    Object.assign(this, { stage, chart });
    chart.on('click', ({ data }) => this.open(data?.rows));
    this.fit();
    this.svg.style.opacity = '0';
    this.live ??= this.listen();
  }

  // fit lays the chart exactly over the drawing.
  fit() {
    const shown = drawing(this.plot);
    if (shown !== this.svg) return this.again();
    const own = this.plot.getBoundingClientRect();
    const box = this.svg.getBoundingClientRect();
    style(this.stage, { left: `${box.left - own.left}px`, top: `${box.top - own.top}px`, transform: `scale(${box.width / this.size.width})` });
    return undefined;
  }

  // again starts over when the page shows its other drawing.
  again() {
    this.svg.style.opacity = '';
    this.chart.dispose();
    this.stage.remove();
    Object.assign(this, { chart: null, stage: null, place: null, started: null });
    this.start();
  }

  // follow keeps up with the size of the page and with its colours.
  follow() {
    if (this.following) return;
    this.following = true;
    new ResizeObserver(() => this.stage && this.fit()).observe(this.plot);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.stage && this.show());
  }

  // listen makes the place where what a key leads to is said.
  listen() {
    const live = document.createElement('div');
    live.setAttribute('role', 'status');
    live.setAttribute('aria-live', 'polite');
    style(live, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' });
    this.plot.append(live);
    if (document.activeElement === this.plot && this.words?.keys) live.textContent = this.words.keys;
    return live;
  }

  async key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') { this.leave(); return; }
    if (!/^(Arrow|Home|End|Enter)/.test(event.key)) return;
    event.preventDefault();
    await this.start();
    if (!this.chart) return;
    if (event.key === 'Enter') {
      if (this.place) this.open(this.lists[this.place.line][this.place.n].rows);
      return;
    }
    this.place = step(this.lists, this.place, event.key) ?? this.place;
    if (!this.place) return;
    const point = this.lists[this.place.line][this.place.n];
    this.chart.dispatchAction({ type: 'downplay' });
    this.chart.dispatchAction({ type: 'highlight', seriesIndex: point.series, dataIndex: point.at });
    this.chart.dispatchAction({ type: 'showTip', seriesIndex: point.series, dataIndex: point.at });
    this.live.textContent = point.tip.replaceAll('\n', ', ');
  }

  leave() {
    this.place = null;
    this.chart?.dispatchAction({ type: 'hideTip' });
    this.chart?.dispatchAction({ type: 'downplay' });
  }

  // open shows the rows behind a mark.
  open(rows) {
    if (!rows) return;
    const address = rowsAddress(this.plot.dataset.option, rows, document.documentElement.lang, location.href);
    if (this.away) window.open(address, '_blank', 'noopener');
    else location.assign(address);
  }
}

// turn watches every drawing of a page. `script` is the address of the script that calls: the bundle lies beside it, and in a
// sandbox a script's own address is not what it imports from.
export function turn(options) {
  for (const plot of document.querySelectorAll('.plot[data-option]')) if (drawing(plot)) new Chart(plot, options);
}
