"""The only scripts of ours that run in a page, in a world of their own that the page's scripts cannot reach.

What becomes evidence is never taken from them: they only scroll and say roughly what is there. They use no timers, for
the page's clock stands still between the moments it is granted.
"""

from __future__ import annotations

import json

#: Scrolls to a place and answers when a frame has begun there and the page was told: a scroll event that came after the
#: page's clock was moved on would find its timers too late.
_SCROLL = """
async ({y}) => {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const before = scrollY;
  let told;
  const event = new Promise(done => { told = done; });
  document.addEventListener('scroll', told, {capture: true, once: true});
  scrollTo({left: 0, top: y, behavior: 'instant'});
  await frame();
  if (scrollY !== before) await Promise.race([event, frame().then(frame)]);
  document.removeEventListener('scroll', told, {capture: true});
  return {height: (document.scrollingElement || document.documentElement).scrollHeight};
}
"""

#: What can be seen: whether scripts may still change it, what is on its way, and whether it looks unfinished.
_LOOK = """
() => {
  const scripted = [...document.scripts].some(script =>
    (!script.type || /javascript|ecmascript|module/i.test(script.type)) && (script.src || script.text.trim()));
  const waiting = [...document.images].filter(image =>
    !image.complete && (image.currentSrc || image.src) && image.getClientRects().length > 0).length;
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
  return {scripted, images: document.images.length, images_waiting: waiting, look: look(),
          fonts_waiting: Boolean(document.fonts) && document.fonts.status === 'loading',
          frames: frames.length, height: (document.scrollingElement || document.documentElement || {}).scrollHeight || 0};
}
"""


def scroll_script(y: int) -> str:
    """The expression that scrolls to `y` CSS pixels and resolves to {height: of the page}."""
    return f"({_SCROLL.strip()})({json.dumps({'y': y})})"


def look_script() -> str:
    """The expression that tells what can be seen: scripted, images, images_waiting, fonts_waiting, look, frames, height."""
    return f"({_LOOK.strip()})()"
