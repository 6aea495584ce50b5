// The page is rendered by the server. This script sends what people do, and swaps the parts that changed.
import { swap } from "./parts.js";
import { send, say, asked } from "./send.js";
import { compose } from "./composer.js";
import { controls } from "./controls.js";
import { lookups } from "./lookup.js";
import { detach, files, outgoing } from "./files.js";

const FIELDS = ".modal-body :is(input:not([type=hidden]), textarea, select, button)";

let waiting = false;
let again = false;
let pressed = false;
let late = false;

export async function refresh() {
  if (waiting) {
    again = true;
    return;
  }
  waiting = true;
  try {
    const response = await fetch(location.href, { headers: { "x-page": "1" } });
    if (response.redirected) return location.assign(response.url);
    show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    say("The practice workspace does not answer. Is it still running?");
  } finally {
    waiting = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

function show(fresh) {
  // A button that is swapped between press and release would swallow the click.
  if (pressed) {
    late = true;
    return;
  }
  document.title = fresh.title;
  swap(document.getElementById("app"), fresh.getElementById("app"));
  settle();
}

function settle() {
  const top = document.querySelector("dialog[data-modal]");
  if (top && !top.open) {
    top.showModal();
    (top.querySelector("[autofocus]") ?? top.querySelector(FIELDS))?.focus();
  }
  markRead();
}

function markRead() {
  const main = document.getElementById("main");
  const { channel, latest } = main.dataset;
  const key = `${channel}:${latest}`;
  if (!latest || document.visibilityState !== "visible" || main.dataset.marked === key) return;
  main.dataset.marked = key;
  send(`/as/${document.body.dataset.person}/do/read`, new URLSearchParams({ channel, ts: latest }));
}

async function submitted(event) {
  const form = event.target;
  const button = event.submitter;
  if (form.method !== "post") return;
  event.preventDefault();
  if (!(await asked(form))) return;
  const [action, fields] = outgoing(form, button);
  const done = send(action, fields, button);
  if (form.hasAttribute("data-composer")) clear(form, fields.get("text"), done);
  form.closest("details.menu")?.removeAttribute("open");
  if (await done) refresh();
}

async function clear(form, text, done) {
  const field = form.elements.text;
  field.value = "";
  field.dispatchEvent(new Event("input"));
  if (await done) detach(form);
  else if (!field.value) field.value = text;
}

function listen() {
  const changes = new EventSource("/changes");
  changes.onmessage = refresh;
  changes.onopen = refresh;
  addEventListener("pagehide", () => changes.close());
}

function released() {
  pressed = false;
  if (late) refresh();
  late = false;
}

addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => setTimeout(released));
document.addEventListener("submit", submitted);
document.addEventListener("visibilitychange", markRead);
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement.closest("details.menu[open]");
  if (!menu) return;
  menu.removeAttribute("open");
  menu.querySelector("summary").focus();
});
controls(refresh);
lookups(refresh);
files(refresh);
compose(document);
if (location.pathname.endsWith("/home")) send(`/as/${document.body.dataset.person}/do/home`, new URLSearchParams());
settle();
listen();
if (matchMedia("(max-width: 720px)").matches) {
  for (const id of ["tour-fold", "rooms-list"]) document.getElementById(id).open = false;
}
for (const list of document.querySelectorAll("[data-scroll]")) list.scrollTop = list.scrollHeight;
setInterval(refresh, 30_000);
