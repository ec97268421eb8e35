// Adds to pages that work without it: buttons that copy, "/" to reach the search field, and finding while one types.
"use strict";
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText("value" in from ? from.value : from.textContent);
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.getElementById("q") || document.getElementById("quick-q");
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// The first page's search field: a list of what is found so far. Without it the form searches as any form does.
const live = document.querySelector("[data-live]");
if (live) {
  const field = live.querySelector("input"), list = live.querySelector(".found-list"), told = live.querySelector("[role=status]");
  let asked = 0, chosen = -1, timer = 0;
  const options = () => [...list.children];
  const choose = (at) => {
    chosen = at;
    options().forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const close = () => { list.hidden = true; field.setAttribute("aria-expanded", "false"); choose(-1); };
  const line = (row, i) => {
    const item = document.createElement("li"), name = document.createElement("span"), words = document.createElement("span");
    item.id = "found-" + i;
    item.setAttribute("role", "option");
    name.className = "name";
    words.className = "words";
    name.textContent = row.speaker.name + " " + row.act_words;
    words.textContent = (row.excerpt || row.content).slice(0, 160) + " · " + row.day_words;
    item.append(name, words);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); location.href = row.url; });
    item.dataset.url = row.url;
    return item;
  };
  const find = async () => {
    const words = field.value.trim(), mine = ++asked;
    if (words.length < 2) { close(); told.textContent = ""; return; }
    // The last word may not be whole yet.
    const query = /[\p{L}\p{N}]$/u.test(words) ? words + "*" : words;
    const answer = await fetch("/search.json?size=6&q=" + encodeURIComponent(query)).catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    const found = await answer.json();
    list.replaceChildren(...found.statements.map(line));
    told.textContent = found.total_words;
    list.hidden = found.statements.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(find, 180); });
  field.addEventListener("blur", () => setTimeout(close, 120));
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") choose((chosen + 1) % count);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? count - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.href = list.children[chosen].dataset.url;
    else return;
    event.preventDefault();
  });
}
