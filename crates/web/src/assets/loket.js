// Loket's only script. Every page works without it; it saves the counter a few keystrokes.
(() => {
  "use strict";
  const find = (query) => document.querySelector(query);
  const remembered = (value) => {
    try {
      if (value !== undefined) localStorage.setItem("loket.slash", value);
      return localStorage.getItem("loket.slash");
    } catch {
      return null;
    }
  };

  // What is wrong comes first.
  find("[data-focus]")?.focus();

  // A link of the error summary leads into the field itself; a link into a folded form opens it.
  const arrive = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const fold = target.closest("details");
    if (fold) fold.open = true;
    const field = target.matches("input,select,textarea") ? target : target.matches("details") && target.querySelector("input:not([type=hidden]),select,button");
    if (field) field.focus();
  };
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) setTimeout(arrive);
  });

  // "/" and F2 lead to the search box. Single keys can be turned off, because speech input and some aids send them.
  const search = find("[data-search]");
  const typing = (element) => element.closest("input:not([type=radio],[type=checkbox]),select,textarea,[contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (!search || event.ctrlKey || event.altKey || event.metaKey) return;
    const free = !typing(event.target) || (event.target === search && !search.value);
    const slash = event.key === "/" && remembered() !== "off" && free;
    if (slash || event.key === "F2") {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });
  const toggle = find("[data-slash]");
  if (toggle) {
    const say = () => { toggle.textContent = remembered() === "off" ? toggle.dataset.on : toggle.dataset.off; };
    toggle.hidden = false;
    toggle.addEventListener("click", () => { remembered(remembered() === "off" ? "on" : "off"); say(); });
    say();
  }

  // A scanner ends with Enter: go on to the next field, or send if this is the last.
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || field.dataset?.scan !== "next" || !field.value) return;
    const fields = [...field.form.querySelectorAll("input:not([type=hidden]),select")];
    const next = fields[fields.indexOf(field) + 1];
    if (next) {
      event.preventDefault();
      next.focus();
      next.select?.();
    }
  });

  // One press, one sending. Coming back to the page makes the buttons live again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  });

  // A file: it can be dropped, and one sees how much has gone. The answer takes the page's place, as it would without the script.
  const upload = find("[data-upload]");
  if (upload) {
    const file = upload.querySelector("input[type=file]");
    const drop = file.closest(".drop");
    const problem = upload.querySelector("[data-problem]");
    const sending = upload.querySelector("[data-sending]");
    upload.querySelector("[data-drop]").hidden = false;
    for (const kind of ["dragover", "dragleave", "drop"]) drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) file.files = event.dataTransfer.files;
    });
    upload.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (upload.dataset.sent) return;
      const chosen = file.files[0];
      problem.hidden = chosen && chosen.size <= upload.dataset.upload;
      if (!problem.hidden) {
        problem.textContent = chosen ? upload.dataset.large : upload.dataset.none;
        file.focus();
        return;
      }
      const again = () => { delete upload.dataset.sent; upload.submit(); };
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (sent) => { sending.querySelector("progress").value = (100 * sent.loaded) / sent.total; });
      request.addEventListener("load", () => {
        if (request.status < 400) return location.assign(request.responseURL);
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        const main = answer.querySelector("main");
        if (!main) return again();
        document.title = answer.title;
        find("main").replaceWith(main);
        find("[data-focus]")?.focus();
      });
      request.addEventListener("error", again);
      request.open("POST", upload.action);
      request.send(new FormData(upload));
      upload.dataset.sent = "1";
      sending.hidden = false;
    });
  }

  // Work that goes on elsewhere: ask how far it is, and show the whole page again when it stands elsewhere.
  const work = find("[data-progress]");
  const ask = async () => {
    try {
      const answer = await fetch(work.dataset.progress);
      const far = await answer.json();
      if (far.state !== work.dataset.state) return location.reload();
      work.querySelector("progress").value = far.percent;
      work.querySelector("[data-text]").textContent = far.text;
    } catch {
      // The server may be starting again; the next time will tell.
    }
    setTimeout(ask, 2000);
  };
  if (work) setTimeout(ask, 1000);

  const print = find("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
})();
