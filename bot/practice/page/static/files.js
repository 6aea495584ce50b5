// Files: picked into a form, where they go up at once, and attached to a message, with which they go.
import { send } from "./send.js";

const person = document.body.dataset.person;

export function files(refresh) {
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-pick]")) pick(target, refresh);
    if (target.matches("[data-attach]")) name(target);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-unpick]")) unpick(target, refresh);
    const form = target.closest("[data-detach]")?.form;
    if (form) detach(form);
    form?.elements.text.focus();
  });
}

// Where a form goes and what it sends: with files it is an upload.
export function outgoing(form, button) {
  const fields = new FormData(form, button);
  const elsewhere = button?.hasAttribute("formaction");
  if (!elsewhere && form.querySelector("[data-attach]")?.files.length) return [form.dataset.upload, fields];
  fields.delete("file");
  return [elsewhere ? button.formAction : form.action, new URLSearchParams(fields)];
}

export function detach(form) {
  const input = form.querySelector("[data-attach]");
  input.value = "";
  name(input);
}

async function pick(input, refresh) {
  const fields = new FormData(input.form);
  fields.set("block", input.dataset.block);
  for (const file of input.files) fields.append("file", file);
  if (await send(`/as/${person}/upload/pick`, fields, input)) refresh();
}

function unpick(button, refresh) {
  const input = button.closest(".picking").querySelector("[data-pick]");
  input.value = "";
  input.focus();
  pick(input, refresh);
}

function name(input) {
  const line = input.form.querySelector(".attached");
  line.hidden = !input.files.length;
  line.querySelector("span").textContent = [...input.files].map((file) => file.name).join(", ");
}
