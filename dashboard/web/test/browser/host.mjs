// A foreign site that frames our embeds, on a port of its own: what it hears is kept for the test to look at.
import { createServer } from 'node:http';

const listener = `<script>
window.heard = [];
addEventListener('message', (event) => {
  window.heard.push({ data: event.data, origin: event.origin });
});
</script>`;

const frame = (src, attributes) => `<!doctype html><html lang="en"><title>Host</title><body style="margin:0">${listener}
<div id="room" style="width:320px"><iframe title="chart" src="${src}" width="100%" height="200" style="border:0" ${attributes}></iframe></div></body></html>`;

const ours = (src, script) => `<!doctype html><html lang="en"><title>Host</title><body style="margin:0">${listener}
<div id="room" style="width:320px"><iframe title="chart" src="${src}" width="100%" height="200" style="border:0"></iframe></div>
<script src="${script}"></script></body></html>`;

// serve answers /bare, /sandbox and /script with pages that frame src.
export async function serve(src, script) {
  const pages = { '/bare': frame(src, ''), '/sandbox': frame(src, 'sandbox="allow-scripts"'), '/script': ours(src, script) };
  const server = createServer((request, response) => {
    const page = pages[request.url];
    response.writeHead(page ? 200 : 204, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
