// Small comforts. Every page works without this file.
(() => {
  const open = (link, event) => {
    const dialog = document.getElementById(link.dataset.dialog);
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.returnTo = link;
    dialog.showModal();
  };
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.p-menu[open]")) if (menu !== except && !menu.contains(except)) menu.open = false;
  };
  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const opener = target.closest("[data-dialog]");
    if (opener && !event.ctrlKey && !event.metaKey) return open(opener, event);
    const closer = target.closest("[data-close]");
    if (closer && closer.closest("dialog")) { event.preventDefault(); return closer.closest("dialog").close(); }
    if (target instanceof HTMLDialogElement) {
      const box = target.getBoundingClientRect();
      if (event.clientY < box.top || event.clientY > box.bottom || event.clientX < box.left || event.clientX > box.right) target.close();
    }
    if (target.closest("[data-print]")) window.print();
    closeMenus(target);
  });
  document.addEventListener("close", (event) => event.target.returnTo?.focus(), true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.p-menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  // A form sent twice acts once; the button says that it is under way.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(() => { delete form.dataset.sent; event.submitter?.removeAttribute("aria-busy"); }, 8000);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  // After a refusal the summary is read first; check-all boxes; unsaved words are not lost by mistake.
  document.addEventListener("DOMContentLoaded", () => document.querySelector(".p-errors:not([data-still])")?.focus());
  document.addEventListener("change", (event) => {
    const name = event.target.dataset?.checkAll;
    if (name) for (const box of document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)) box.checked = event.target.checked;
    if (event.target.matches?.("[data-autosubmit]")) event.target.form.requestSubmit();
    countPicked();
  });
  // How many rows are ticked, in words that the page gives.
  const countPicked = () => {
    for (const told of document.querySelectorAll("[data-picked-count]")) {
      const number = document.querySelectorAll(`input[name="${CSS.escape(told.dataset.pickedCount)}"]:checked`).length;
      told.textContent = told.dataset.words.replace("{n}", number);
    }
    namePicked();
  };
  // Who is ticked, by name (`data-say` says which), in words for none, one, two or many; and their faces.
  const namePicked = () => {
    const picked = (name) => [...document.querySelectorAll(`input[name="${CSS.escape(name)}"]:checked`)];
    for (const told of document.querySelectorAll("[data-picked-names]")) {
      const names = picked(told.dataset.pickedNames).map((box) => box.dataset[told.dataset.say]);
      const words = told.dataset[["none", "one", "two"][names.length] ?? "many"];
      told.textContent = words.replace(/{[abn]}/g, (at) => ({ "{a}": names[0], "{b}": names[1], "{n}": names.length })[at]);
    }
    for (const place of document.querySelectorAll("[data-picked-faces]")) {
      const faces = picked(place.dataset.pickedFaces).map((box) => box.closest("li")?.querySelector(".p-face"));
      place.replaceChildren(...faces.filter(Boolean).slice(0, 3).map((face) => face.cloneNode(true)));
    }
  };
  document.addEventListener("reset", () => setTimeout(countPicked));
  window.addEventListener("pageshow", countPicked);
})();
