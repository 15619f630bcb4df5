/* Names offered while somebody types in the search field. Without this script the form works the same. */

(() => {
  "use strict";

  const SHORTEST = 2;
  const PAUSE = 180;

  const field = document.querySelector("input[data-suggestions]");
  if (!field) return;

  const list = document.createElement("ul");
  list.id = "search-suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0].textContent);
  list.hidden = true;

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");

  field.parentElement.append(list);
  field.parentElement.after(status);
  field.type = "text"; // a search field may not be a combobox
  field.inputMode = "search";
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let selected = -1;
  let asked = 0;
  let pause = 0;

  const options = () => [...list.children];

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    selected = -1;
    status.textContent = "";
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const option = ({ name, url }, index) => {
    const item = document.createElement("li");
    item.id = `search-suggestion-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = name;
    item.dataset.url = url;
    return item;
  };

  const open = (suggestions) => {
    if (!suggestions.length) return close();
    list.replaceChildren(...suggestions.map(option));
    list.hidden = false;
    selected = -1;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
    status.textContent = field.dataset.suggestionsFound;
  };

  const select = (index) => {
    const items = options();
    selected = (index + items.length + 1) % (items.length + 1);
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === selected)));
    if (selected < items.length) {
      field.setAttribute("aria-activedescendant", items[selected].id);
      items[selected].scrollIntoView({ block: "nearest" });
    } else {
      selected = -1;
      field.removeAttribute("aria-activedescendant");
    }
  };

  const ask = async () => {
    const number = ++asked;
    const typed = field.value.trim();
    if (typed.length < SHORTEST) return close();
    try {
      const answer = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(typed)}`);
      const { suggestions } = await answer.json();
      if (number === asked) open(suggestions);
    } catch {
      close();
    }
  };

  const leave = () => {
    asked += 1;
    clearTimeout(pause);
    close();
  };

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") select(selected + 1);
    else if (event.key === "ArrowUp") select(selected < 0 ? options().length - 1 : selected - 1);
    else if (event.key === "Escape") leave();
    else if (event.key === "Enter" && selected >= 0) location.assign(options()[selected].dataset.url);
    else return;
    event.preventDefault();
  });

  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.url);
  });
  field.addEventListener("blur", leave);
})();
