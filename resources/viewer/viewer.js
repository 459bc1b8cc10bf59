// Offline viewer: filters, language, theme, pictures, keyboard. The page is complete without it.
"use strict";
(function () {
  var root = document.documentElement;
  var byId = function (id) { return document.getElementById(id); };
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var findings = all(".finding[data-state]");

  // Some browsers refuse storage to local files; the choice then lasts as long as the page.
  function remember(key, value) { try { localStorage.setItem("inspector-viewer-" + key, value); } catch (refused) { return; } }
  function remembered(key) { try { return localStorage.getItem("inspector-viewer-" + key); } catch (refused) { return null; } }

  function setLanguage(language) {
    root.dataset.lang = language;
    root.lang = language === "en" ? "en" : "zh-CN";
    all("option[data-zh]").forEach(function (option) { option.textContent = option.dataset[language]; });
    showCount();
    remember("language", language);
  }
  function setTheme(theme) { root.dataset.theme = theme; remember("theme", theme); }
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function matches(finding, wanted) {
    return (!wanted.target || finding.dataset.target === wanted.target)
      && (!wanted.indicator || finding.dataset.indicator === wanted.indicator)
      && wanted.states[finding.dataset.state]
      && (!wanted.words || finding.textContent.toLowerCase().indexOf(wanted.words) >= 0);
  }
  function applyFilters() {
    var states = {};
    all(".by-state").forEach(function (box) {
      states[box.value] = box.checked;
      box.parentNode.classList.toggle("off", !box.checked);
    });
    var wanted = {
      target: byId("by-target").value, indicator: byId("by-indicator").value, states: states,
      words: byId("search").value.trim().toLowerCase(),
    };
    findings.forEach(function (finding) { finding.hidden = !matches(finding, wanted); });
    all(".group[data-indicator]").forEach(function (group) { group.hidden = !group.querySelector(".finding:not([hidden])"); });
    all(".target, .contents li[data-target], #overview tr[data-target]").forEach(function (part) {
      part.hidden = Boolean(wanted.target) && part.dataset.target !== wanted.target;
    });
    showCount();
  }
  function showCount() {
    var shown = findings.filter(function (finding) { return !finding.hidden; }).length;
    byId("shown").textContent = root.dataset.lang === "en"
      ? shown + " of " + findings.length + " findings shown" : "显示 " + shown + " / " + findings.length + " 个问题";
  }
  function clearFilters() {
    byId("search").value = byId("by-target").value = byId("by-indicator").value = "";
    all(".by-state").forEach(function (box) { box.checked = true; });
    applyFilters();
  }
  // A link may lead to something that is folded away or filtered out: open the way to it.
  function reveal() {
    var place = byId(decodeURIComponent(location.hash.slice(1)));
    if (!place) { return; }
    if (place.hidden || place.closest("[hidden]")) { clearFilters(); }
    for (var parent = place; parent; parent = parent.parentElement) { if (parent.tagName === "DETAILS") { parent.open = true; } }
    place.scrollIntoView();
    place.focus({ preventScroll: true });
  }
  function step(direction) {
    var visible = findings.filter(function (finding) { return !finding.hidden; });
    if (!visible.length) { return; }
    var at = visible.findIndex(function (finding) { return "#" + finding.id === location.hash; });
    var next = visible[Math.max(0, Math.min(visible.length - 1, at < 0 ? 0 : at + direction))];
    location.hash = next.id;
  }

  var box = byId("box"), shot = byId("shot"), stage = byId("stage"), current = -1, scale = 1, drag = null;
  var pictures = function () { return all(".picture").filter(function (link) { return !link.closest("[hidden]"); }); };
  function show(index) {
    var list = pictures();
    if (index < 0 || index >= list.length) { return; }
    current = index;
    shot.src = list[index].getAttribute("href");
    byId("caption").textContent = list[index].dataset.caption || "";
    if (!box.open) { box.showModal(); }
    shot.decode().then(fit, fit);
  }
  function fit() { zoomTo(Math.min(1, stage.clientWidth / (shot.naturalWidth || 1), Math.max(0.25, stage.clientHeight / (shot.naturalHeight || 1)))); }
  function zoomTo(value, x, y) {
    var wanted = Math.max(0.1, Math.min(8, value)), factor = wanted / scale;
    var left = x === undefined ? stage.clientWidth / 2 : x, top = y === undefined ? stage.clientHeight / 2 : y;
    var scroll = [(stage.scrollLeft + left) * factor - left, (stage.scrollTop + top) * factor - top];
    scale = wanted;
    shot.width = Math.max(1, Math.round(shot.naturalWidth * scale));
    stage.scrollLeft = scroll[0];
    stage.scrollTop = scroll[1];
    byId("zoom").textContent = Math.round(scale * 100) + " %";
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.picture");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !box.showModal) { return; }
    event.preventDefault();
    show(pictures().indexOf(link));
  });
  stage.addEventListener("wheel", function (event) {
    event.preventDefault();
    var edge = stage.getBoundingClientRect();
    zoomTo(scale * Math.pow(1.0015, -event.deltaY), event.clientX - edge.left, event.clientY - edge.top);
  }, { passive: false });
  stage.addEventListener("pointerdown", function (event) {
    drag = [event.clientX + stage.scrollLeft, event.clientY + stage.scrollTop];
    stage.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  stage.addEventListener("pointermove", function (event) {
    if (drag) { stage.scrollLeft = drag[0] - event.clientX; stage.scrollTop = drag[1] - event.clientY; }
  });
  stage.addEventListener("pointerup", function () { drag = null; });
  byId("close").addEventListener("click", function () { box.close(); });
  box.addEventListener("keydown", function (event) {
    var act = {
      "+": function () { zoomTo(scale * 1.25); }, "=": function () { zoomTo(scale * 1.25); }, "-": function () { zoomTo(scale / 1.25); },
      "0": fit, ArrowRight: function () { show(current + 1); }, ArrowLeft: function () { show(current - 1); },
    }[event.key];
    if (act) { act(); event.preventDefault(); }
    event.stopPropagation();
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || box.open) { return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") { return; }
    var act = {
      j: function () { step(1); }, k: function () { step(-1); }, "/": function () { byId("search").focus(); },
      l: function () { setLanguage(root.dataset.lang === "en" ? "zh" : "en"); },
    }[event.key];
    if (act) { act(); event.preventDefault(); }
  });

  byId("language").addEventListener("click", function () { setLanguage(root.dataset.lang === "en" ? "zh" : "en"); });
  byId("theme").addEventListener("click", function () { setTheme(isDark() ? "light" : "dark"); });
  byId("print").addEventListener("click", function () { window.print(); });
  ["search", "by-target", "by-indicator"].forEach(function (id) { byId(id).addEventListener("input", applyFilters); });
  all(".by-state").forEach(function (check) { check.addEventListener("change", applyFilters); });
  window.addEventListener("hashchange", reveal);

  byId("filters").hidden = false;
  if (remembered("theme")) { setTheme(remembered("theme")); }
  setLanguage(remembered("language") || root.dataset.lang);
  applyFilters();
  if (location.hash) { reveal(); }
})();
