// Swaps only what the server renders differently than before, so that focus, scroll and half-typed words stay.
const rendered = new WeakMap();

export function swap(old, fresh) {
  if (isSame(old, fresh)) return old;
  if (old.hasAttribute("data-parts") && fresh.hasAttribute("data-parts")) {
    const follows = isAtEnd(old);
    copyAttributes(old, fresh);
    swapChildren(old, fresh);
    if (follows) old.scrollTop = old.scrollHeight;
    return old;
  }
  return replace(old, fresh);
}

function isSame(old, fresh) {
  if (old.dataset.version !== undefined) return old.dataset.version === fresh.dataset.version;
  return !old.hasAttribute("data-parts") && (rendered.get(old) ?? old.outerHTML) === fresh.outerHTML;
}

function isAtEnd(list) {
  return list.hasAttribute("data-scroll") && list.scrollHeight - list.scrollTop - list.clientHeight < 80;
}

function copyAttributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function swapChildren(old, fresh) {
  const wanted = new Set([...fresh.children].map((child) => child.id));
  for (const child of [...old.children]) {
    if (!wanted.has(child.id)) child.remove();
  }
  let place = old.firstElementChild;
  for (const child of [...fresh.children]) {
    const known = [...old.children].find((candidate) => candidate.id === child.id);
    if (!known) {
      old.insertBefore(adopt(child), place);
      continue;
    }
    const now = swap(known, child);
    if (place === known || place === now) place = now.nextElementSibling;
    else old.insertBefore(now, place);
  }
}

function replace(old, fresh) {
  const focus = old.contains(document.activeElement) && pathTo(document.activeElement);
  const opened = [...old.querySelectorAll("details[id]")].map((details) => [details.id, details.open]);
  const made = adopt(fresh);
  old.replaceWith(made);
  for (const [id, open] of opened) {
    const details = made.querySelector(`#${CSS.escape(id)}`);
    if (details && !details.hasAttribute("data-follows")) details.open = open;
  }
  if (focus) made.querySelector(focus)?.focus({ preventScroll: true });
  return made;
}

function adopt(fresh) {
  const made = document.importNode(fresh, true);
  rendered.set(made, fresh.outerHTML);
  for (const part of made.querySelectorAll("[data-parts] > *")) rendered.set(part, part.outerHTML);
  return made;
}

function pathTo(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const names = ["name", "value", "href", "data-block", "data-action", "aria-label"];
  const known = names.filter((name) => element.hasAttribute(name));
  return known.length
    ? element.localName + known.map((name) => `[${name}="${CSS.escape(element.getAttribute(name))}"]`).join("")
    : element.localName;
}

for (const part of document.querySelectorAll("[data-parts] > *")) rendered.set(part, part.outerHTML);
