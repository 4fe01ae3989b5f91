// For pages that embed our charts: sets the height that a frame asks for. Loading it twice does no harm.
import { heightOf } from './heights.js';

if (!window.sextantEmbeds) {
  window.sextantEmbeds = true;
  addEventListener('message', (event) => {
    const height = heightOf(event.data);
    if (!height) return;
    for (const frame of document.getElementsByTagName('iframe')) {
      if (frame.contentWindow !== event.source) continue;
      frame.style.aspectRatio = 'auto';
      frame.style.minHeight = '0';
      frame.style.height = `${height}px`;
    }
  });
  for (const frame of document.getElementsByTagName('iframe')) frame.contentWindow?.postMessage?.({ type: 'sextant-ask' }, '*');
}
