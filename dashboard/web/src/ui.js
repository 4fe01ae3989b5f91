// A small help that a page does not need: copy its address.
for (const item of document.querySelectorAll('[data-copy]')) {
  const button = item.querySelector('button');
  if (!button || !navigator.clipboard) continue;
  item.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(item.dataset.copy);
    button.setAttribute('aria-pressed', 'true');
    setTimeout(() => button.removeAttribute('aria-pressed'), 1500);
  });
}
