// Filters, search, and the sentence beside the text. The page is whole without this script: citations are then links to the annex.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // --- filters and search ---------------------------------------------------------------------------------------------
  const tools = byId("tools");
  if (tools) {
    document.body.classList.add("with-script");
    const lines = [...document.querySelectorAll("[data-src]")];
    const texts = new Map();
    const textOf = (line) => {
      if (!texts.has(line)) texts.set(line, fold(line.textContent));
      return texts.get(line);
    };
    const choices = ["who", "src", "stance"].map((name) => [name, byId("by-" + name)]).filter((pair) => pair[1]);
    const find = byId("find");
    const found = byId("found");

    const fits = (line, words) => {
      for (const [name, select] of choices) {
        if (!select.value) continue;
        if (name === "stance" && line.closest(".annex")) continue;
        if (!(line.dataset[name] || "").split(" ").includes(select.value)) return false;
      }
      return words.every((word) => textOf(line).includes(word));
    };
    const apply = () => {
      const words = fold(find.value).split(/\s+/).filter(Boolean);
      const active = words.length > 0 || choices.some(([, select]) => select.value);
      let shown = 0;
      for (const line of lines) {
        line.hidden = active && !fits(line, words);
        if (!line.hidden) shown += 1;
      }
      for (const section of document.querySelectorAll(".part, .annex, .annex article")) {
        const own = [...section.querySelectorAll("[data-src]")];
        section.hidden = active && own.every((line) => line.hidden);
      }
      document.body.classList.toggle("filtered", active);
      found.value = active ? shown + " of " + lines.length + " lines" : "";
    };
    for (const control of [find, ...choices.map((pair) => pair[1])]) control.addEventListener("input", apply);
    byId("clear").addEventListener("click", () => {
      find.value = "";
      for (const [, select] of choices) select.value = "";
      apply();
      find.focus();
    });
    document.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        find.focus();
      }
    });
    window.addEventListener("hashchange", () => {
      const target = byId(decodeURIComponent(location.hash.slice(1)));
      if (target && target.closest("[hidden]")) byId("clear").click();
      if (target) target.scrollIntoView();
    });
    for (const part of tools.querySelectorAll("[data-script]")) part.hidden = false;
  }

  // --- the sentence beside the text -----------------------------------------------------------------------------------
  const beside = byId("beside");
  if (!beside) return;
  let opener = null;

  const sentencesOf = (anchor, last) => {
    const [source, first] = anchor.split("-");
    const numbers = [];
    for (let k = Math.max(Number(first) - 1, 1); k <= last + 1; k += 1) numbers.push(k);
    return numbers.map((k) => [k, byId(source + "-" + k)]).filter((pair) => pair[1]);
  };
  const copyOf = (sentence, cited) => {
    const copy = sentence.cloneNode(true);
    copy.removeAttribute("id");
    copy.hidden = false;
    for (const back of copy.querySelectorAll(".back")) back.remove();
    copy.className = cited ? "cited" : "near";
    return copy;
  };
  const open = (link) => {
    const anchor = link.getAttribute("href").slice(1);
    const target = byId(anchor);
    if (!target) return false;
    const article = target.closest("article");
    const place = byId("beside-text");
    place.replaceChildren();
    place.lang = article ? article.lang : "";
    byId("beside-title").textContent = article ? article.querySelector("h3").textContent : "Source";
    const first = Number(anchor.split("-")[1]);
    if (first) {
      const last = Number(link.dataset.last || first);
      for (const [k, sentence] of sentencesOf(anchor, last)) place.append(copyOf(sentence, k >= first && k <= last));
    } else {
      for (const sentence of [...article.querySelectorAll(".block p")].slice(0, 3)) place.append(copyOf(sentence, false));
    }
    byId("beside-link").href = "#" + anchor;
    opener = link;
    beside.hidden = false;
    document.body.classList.add("with-beside");
    for (const other of document.querySelectorAll("a.c[aria-expanded]")) other.removeAttribute("aria-expanded");
    link.setAttribute("aria-expanded", "true");
    beside.focus({ preventScroll: true });
    return true;
  };
  const close = (back) => {
    if (beside.hidden) return;
    beside.hidden = true;
    document.body.classList.remove("with-beside");
    if (opener) {
      opener.removeAttribute("aria-expanded");
      if (back) opener.focus({ preventScroll: true });
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.c");
    if (!link || beside.contains(link) || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (open(link)) event.preventDefault();
  });
  byId("beside-close").addEventListener("click", () => close(true));
  byId("beside-link").addEventListener("click", () => close(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !beside.hidden) close(true);
  });
})();
