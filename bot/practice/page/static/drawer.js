// Fetches what an entry of the drawer holds when it is opened.
async function load(details) {
  const body = details.querySelector(".traffic-body");
  details.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(details.dataset.load);
    if (response.ok) body.innerHTML = await response.text();
    else body.textContent = await response.text();
  } catch {
    body.textContent = "The practice workspace does not answer. Is it still running?";
  } finally {
    details.removeAttribute("aria-busy");
  }
}

document.addEventListener("toggle", ({ target }) => target.open && target.dataset.load && load(target), true);
