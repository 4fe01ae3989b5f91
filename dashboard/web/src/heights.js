// What an embed says to the page around it, and what that page does with it. Ours and three dialects that pages already
// listen to, so that a page with Datawrapper's, AMP's or Medium's listener needs nothing of ours.

// messages returns what a frame posts when its content has a height.
export function messages(id, height, address) {
  return [
    { type: 'sextant-height', id, height },
    { 'datawrapper-height': { [id]: height } },
    { sentinel: 'amp', type: 'embed-size', height },
    JSON.stringify({ src: address, context: 'iframe.resize', height }),
  ];
}

// heightOf returns the height that a message of ours asks for, or nothing: anybody may post to a page.
export function heightOf(data) {
  if (!data || data.type !== 'sextant-height') return undefined;
  const height = Number(data.height);
  return Number.isFinite(height) && height > 0 && height < 20000 ? Math.ceil(height) : undefined;
}
