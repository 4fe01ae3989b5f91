// Runs inside an embed: says the height of its content when that changes, and turns the drawing into a chart on demand. It works
// in sandbox="allow-scripts": it reads nothing of the page around it and keeps nothing.
import { messages } from './heights.js';
import { turn } from './turn.js';

const script = document.currentScript?.src;
const content = document.getElementById('embed');
let said = 0;

// say posts the height of the content; the frame itself is never measured, so a frame that is too high shrinks.
function say() {
  const height = Math.ceil(content.getBoundingClientRect().height);
  if (!height || height === said) return;
  said = height;
  for (const message of messages(content.dataset.frame, height, location.href)) parent.postMessage(message, '*');
}

if (content && parent !== window) {
  new ResizeObserver(say).observe(content);
  const again = () => { said = 0; say(); };
  addEventListener('load', again);
  // embed.js asks when it came after the frame: what was said before nobody heard.
  addEventListener('message', (event) => { if (event.source === parent && event.data?.type === 'sextant-ask') again(); });
}
turn({ script, away: true });
