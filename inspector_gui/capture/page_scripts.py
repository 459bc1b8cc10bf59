"""The only scripts of ours that run in a page, in a world of their own that the page's scripts cannot reach.

What becomes evidence is never taken from them: they only scroll, wait and say roughly what is there.
"""

from __future__ import annotations

import json

#: Waits until scripts have stopped adding content, scrolls to the bottom in steps of one window height, a frame each,
#: and back to the top; waits for what that set off, for images and fonts, longer while the page looks blank or loading;
#: tells what it saw. A page without scripts is still from the start and costs no wait.
_REST = """
async ({edge, scroll, settle, patience, still}) => {
  const pause = time => new Promise(done => setTimeout(done, time));
  const frame = () => new Promise(done => {
    const timer = setTimeout(done, 100);
    requestAnimationFrame(() => { clearTimeout(timer); done(); });
  });
  const scripted = [...document.scripts].some(script =>
    (!script.type || /javascript|ecmascript|module/i.test(script.type)) && (script.src || script.text.trim()));
  let added = 0;
  new MutationObserver(records => {
    if (records.some(record => record.addedNodes.length)) added = performance.now();
  }).observe(document, {childList: true, subtree: true});
  const loaded = () => performance.getEntriesByType('navigation')[0]?.loadEventEnd || 0;
  const stillness = async limit => {
    const start = performance.now();
    while (performance.now() - Math.max(added, loaded()) < still && performance.now() - start < limit) await pause(25);
  };
  if (scripted) await stillness(settle);

  const root = () => document.scrollingElement || document.documentElement;
  const before = root().scrollHeight;
  let began = performance.now();
  let y = 0, steps = 0, cut = '';
  while (y + innerHeight < root().scrollHeight) {
    if (y > edge) { cut = 'height'; break; }
    if (performance.now() - began > scroll) { cut = 'time'; break; }
    y += innerHeight;
    scrollTo({left: 0, top: y, behavior: 'instant'});
    await frame();
    steps += 1;
  }
  if (added > began) await stillness(settle);
  if (steps) { await frame(); scrollTo({left: 0, top: 0, behavior: 'instant'}); }

  began = performance.now();
  const left = limit => performance.now() - began < limit;
  const waiting = () => [...document.images].filter(image =>
    !image.complete && (image.currentSrc || image.src) && image.getClientRects().length > 0).length;
  const fonts = () => Boolean(document.fonts) && document.fonts.status === 'loading';
  const words = /(加载中|正在加载|載入中|请稍[候等]|loading|please wait)/i;
  const placeholder = () => [...document.querySelectorAll('li,td,div,p,span')].some(e =>
    !e.firstElementChild && e.textContent.length < 20 && /(加载中|正在加载|載入中)/.test(e.textContent)
    && e.getClientRects().length > 0);
  const look = () => {
    const body = document.body;
    if (!body) return 'blank';
    if (scripted && placeholder()) return 'loading';
    if (body.getElementsByTagName('*').length > 400) return '';
    const text = (body.innerText || '').trim();
    const things = [...body.querySelectorAll('img,svg,canvas,video,iframe,object,embed,frameset,input')];
    if (!text && !things.some(t => t.getClientRects().length > 0)) return 'blank';
    return text.length < 80 && words.test(text) ? 'loading' : '';
  };
  while ((waiting() || fonts()) && left(settle)) await pause(15);
  began = performance.now();
  while (look() && left(patience)) await pause(100);
  return {steps, cut, height_before: before, height_after: root().scrollHeight,
          images: document.images.length, images_waiting: waiting(), fonts_waiting: fonts(), look: look()};
}
"""


def rest_script(*, edge: int, scroll: float, settle: float, patience: float, still: float) -> str:
    """The expression that scrolls through a page, at most `edge` CSS pixels deep, and waits until it has come to rest.

    `scroll`, `settle` and `patience` are seconds: for scrolling, for images, fonts and scripts, and on top of that for a
    page that looks blank or loading. Scripts are taken to be done when nothing was added for `still` seconds. It resolves to a plain object of what was seen.
    """
    times = {"scroll": scroll * 1000, "settle": settle * 1000, "patience": patience * 1000, "still": still * 1000}
    return f"({_REST.strip()})({json.dumps({'edge': edge, **times})})"
