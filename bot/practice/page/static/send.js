// Sends what somebody does, and says what went wrong.
let quiet;

export async function send(address, fields, button) {
  button?.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { method: "POST", body: fields, headers: { "x-page": "1" } });
    if (response.redirected) location.assign(response.url);
    if (response.ok) return true;
    say((await response.json()).said);
  } catch {
    say("That did not work. Is the practice workspace still running?");
  } finally {
    button?.removeAttribute("aria-busy");
  }
  return false;
}

export function say(text) {
  const place = document.getElementById("said");
  place.textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => (place.textContent = ""), 8_000);
}

export function asked(element) {
  const { confirmTitle, confirmText, confirmConfirm, confirmDeny } = element.dataset;
  if (!confirmTitle) return true;
  const dialog = document.getElementById("confirm-template").content.firstElementChild.cloneNode(true);
  dialog.querySelector("h2").textContent = confirmTitle;
  dialog.querySelector("p").textContent = confirmText;
  const [no, yes] = dialog.querySelectorAll("button");
  no.textContent = confirmDeny || "Cancel";
  yes.textContent = confirmConfirm || "Yes";
  (element.closest("dialog") ?? document.body).append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    }),
  );
}
